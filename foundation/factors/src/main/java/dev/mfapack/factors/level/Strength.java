package dev.mfapack.factors.level;

import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.core.challenge.Factor;
import dev.mfapack.core.level.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** Which factor protects better than which: by the level that the flow gives it, and within a level by its kind. */
final class Strength {

    /**
     * What a fake page cannot relay; then what stays on a device; then what is sent by telephone, which NIST SP 800-63B-4 section
     * 3.1.3.3 restricts, and by mail, which it does not count (section 3.1.3.1); and last what lies on paper.
     */
    private static final List<String> WITHIN_A_LEVEL = List.of(
            WebAuthnCredentialModel.TYPE_PASSWORDLESS,
            WebAuthnCredentialModel.TYPE_TWOFACTOR,
            OTPCredentialModel.TYPE,
            Strength.SOMEBODY_ELSES,
            Factor.SMS.id(),
            Factor.EMAIL.id(),
            BackupCodes.TYPE);

    private static final String SOMEBODY_ELSES = "";

    private Strength() {}

    /** Strongest first, for a flow that gives these levels. */
    static Comparator<String> strongestFirst(Map<String, Level> levels) {
        Comparator<String> byLevel = Comparator.comparing(type -> levels.getOrDefault(type, Level.BASIC));
        return byLevel.reversed().thenComparing(Strength::rank);
    }

    private static int rank(String type) {
        int known = WITHIN_A_LEVEL.indexOf(type);
        return known < 0 ? WITHIN_A_LEVEL.indexOf(SOMEBODY_ELSES) : known;
    }
}
