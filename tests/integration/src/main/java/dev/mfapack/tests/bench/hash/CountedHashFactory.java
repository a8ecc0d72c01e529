package dev.mfapack.tests.bench.hash;

import org.keycloak.Config;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.credential.hash.PasswordHashProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Makes {@link CountedHash}es. */
public final class CountedHashFactory implements PasswordHashProviderFactory {

    /** For a realm's password policy: {@code hashAlgorithm(bench-counted)}. */
    public static final String ID = "bench-counted";

    @Override
    public PasswordHashProvider create(KeycloakSession session) {
        return new CountedHash();
    }

    @Override
    public void init(Config.Scope options) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return ID;
    }
}
