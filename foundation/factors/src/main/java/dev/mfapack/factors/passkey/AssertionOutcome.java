package dev.mfapack.factors.passkey;

import dev.mfapack.core.passkey.PasskeyProblem;
import dev.mfapack.persistence.KeyBinding;
import org.keycloak.models.UserModel;

/** What became of an answer to an authentication. */
public sealed interface AssertionOutcome {

    /**
     * The person has proven level 3.
     *
     * @param credentialId Keycloak's id of the passkey
     * @param binding who may redeem it, as the ceremony's beginner said
     */
    record Verified(UserModel user, String credentialId, KeyBinding binding) implements AssertionOutcome {}

    /** Nothing is proven. */
    record Refused(PasskeyProblem problem) implements AssertionOutcome {}
}
