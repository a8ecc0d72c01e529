package dev.mfapack.auditlog;

import dev.mfapack.core.audit.chain.CheckpointSigner;
import dev.mfapack.core.audit.chain.PemKey;
import dev.mfapack.core.audit.chain.PublicKeys;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.vault.VaultStringSecret;

/** Keys from outside the database. What an earlier key signed is covered by what the present one signs. */
final class OperatorKeys {

    private OperatorKeys() {}

    /** One key for all realms. */
    static SealingKeys of(CheckpointSigner signer) {
        return new SealingKeys() {
            @Override
            public CheckpointSigner signer(KeycloakSession session, RealmModel realm) {
                return signer;
            }

            @Override
            public PublicKeys trusted(KeycloakSession session, RealmModel realm) {
                return PublicKeys.of(List.of(signer.publicKey()));
            }
        };
    }

    /** A key in Keycloak's vault, under one name that the vault resolves for each realm. */
    static SealingKeys inTheVault(String entry) {
        return new SealingKeys() {
            @Override
            public CheckpointSigner signer(KeycloakSession session, RealmModel realm) {
                return fromVault(session, realm, entry);
            }

            @Override
            public PublicKeys trusted(KeycloakSession session, RealmModel realm) {
                return PublicKeys.of(List.of(signer(session, realm).publicKey()));
            }
        };
    }

    private static CheckpointSigner fromVault(KeycloakSession session, RealmModel realm, String entry) {
        session.getContext().setRealm(realm);
        try (VaultStringSecret secret = session.vault().getStringSecret("${vault." + entry + "}")) {
            String pem = secret.get()
                    .orElseThrow(() -> new IllegalStateException(
                            "the vault has no entry " + entry + " for the realm " + realm.getName()));
            return PemKey.parse(pem);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the vault's entry " + entry + " cannot be used: " + e.getMessage(), e);
        }
    }
}
