package dev.mfapack.factors.keys;

import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.KeyStore;
import java.security.SecureRandom;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Key ring {@code default}. Option {@code --spi-mfa-keys--default--pepper}: a secret of at least 32 characters that wraps
 * the keys in the database; best given through the environment or Keycloak's configuration keystore.
 */
public final class DatabaseKeyRingFactory implements KeyRingProviderFactory {

    private static final Logger LOG = Logger.getLogger(DatabaseKeyRingFactory.class);

    private @Nullable Pepper pepper;
    private @Nullable DatabaseKeyRing keyRing;

    @Override
    public KeyRingProvider create(KeycloakSession session) {
        if (keyRing == null) {
            throw new IllegalStateException("the factory was not initialized");
        }
        return keyRing;
    }

    @Override
    public void init(Config.Scope options) {
        String secret = options.get("pepper");
        if (secret == null || secret.isBlank()) {
            LOG.warn(
                    "The MFA keys are kept in the database without a pepper: whoever copies the database can guess codes"
                            + " that are still valid. Set spi-mfa-keys--default--pepper.");
        } else {
            pepper = Pepper.of(secret);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        DatabaseKeyRing ring =
                new DatabaseKeyRing(new KeyStore(factory), pepper, new SecureRandom(), KeycloakClock.INSTANCE);
        factory.register(event -> {
            if (event instanceof RealmModel.RealmRemovedEvent removed) {
                ring.forget(removed.getRealm().getId());
            }
        });
        keyRing = ring;
    }

    @Override
    public void close() {}

    @Override
    public String getId() {
        return "default";
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name("pepper")
                .type(ProviderConfigProperty.STRING_TYPE)
                .secret(true)
                .helpText("Secret of at least 32 characters that wraps the MFA keys in the database.")
                .add()
                .build();
    }
}
