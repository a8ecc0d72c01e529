package dev.mfapack.auditlog;

import dev.mfapack.core.audit.chain.CheckpointSigner;
import dev.mfapack.core.audit.chain.PublicKeys;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Which keys sign the checkpoints of a realm, and which ones are taken for genuine. */
interface SealingKeys {

    /**
     * The key that signs now.
     *
     * @throws IllegalStateException when it is not there: nothing is sealed with another one in its place
     */
    CheckpointSigner signer(KeycloakSession session, RealmModel realm);

    /** Keys that this server vouches for. */
    PublicKeys trusted(KeycloakSession session, RealmModel realm);
}
