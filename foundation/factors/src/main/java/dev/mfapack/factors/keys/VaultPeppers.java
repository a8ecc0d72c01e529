package dev.mfapack.factors.keys;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.vault.VaultStringSecret;

/** The pepper stands in Keycloak's vault, under one name that the vault resolves for each realm. */
final class VaultPeppers implements Peppers {

    private final KeycloakSessionFactory factory;
    private final String entry;

    VaultPeppers(KeycloakSessionFactory factory, String entry) {
        this.factory = factory;
        this.entry = entry;
    }

    @Override
    public Optional<Pepper> of(String realmId) {
        return Optional.of(
                KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> fromVault(session, realmId)));
    }

    private Pepper fromVault(KeycloakSession session, String realmId) {
        RealmModel realm = session.realms().getRealm(realmId);
        session.getContext().setRealm(realm);
        try (VaultStringSecret secret = session.vault().getStringSecret("${vault." + entry + "}")) {
            return secret.get()
                    .map(String::strip)
                    .map(Pepper::of)
                    .orElseThrow(() -> new IllegalStateException(
                            "the vault has no entry " + entry + " for the realm " + realm.getName()));
        }
    }
}
