package dev.mfapack.factors.passkey;

import dev.mfapack.core.passkey.BackupFlags;
import dev.mfapack.core.passkey.PasskeyProblem;
import dev.mfapack.factors.policy.RealmPolicy;
import dev.mfapack.persistence.PasskeyUse;
import java.util.Optional;
import org.keycloak.models.RealmModel;

/** What a passkey may say of its copies (W1, W3). */
final class Copies {

    private Copies() {}

    /** What is wrong with what one says that was not known before. */
    static Optional<PasskeyProblem> problem(RealmModel realm, BackupFlags flags) {
        if (!flags.isSound()) {
            return Optional.of(PasskeyProblem.BACKUP_STATE);
        }
        return flags.eligible() && RealmPolicy.of(realm).refusesSyncedPasskeys()
                ? Optional.of(PasskeyProblem.SYNCED)
                : Optional.empty();
    }

    /** The same of one of which something may be known. */
    static Optional<PasskeyProblem> problem(RealmModel realm, BackupFlags flags, Optional<PasskeyUse> known) {
        return problem(realm, flags)
                .or(() -> known.filter(use -> !flags.mayFollow(use.flags()))
                        .map(use -> PasskeyProblem.BACKUP_ELIGIBILITY_CHANGED));
    }
}
