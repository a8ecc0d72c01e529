package dev.mfapack.factors.backupcode;

import dev.mfapack.core.backupcode.BackupCodes;
import java.util.OptionalInt;
import org.keycloak.models.Constants;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** That a login has spent one of the last codes: its notes tell it to the action {@value #ACTION}, which says so. */
public final class RunningLow {

    /** Makes new codes. */
    public static final String ACTION = "mfa-enroll-backup-codes";

    private static final String LEFT = BackupCodes.TYPE + ".left";

    private RunningLow() {}

    /** Has the person told before the login ends, if they are few and new ones can be made. */
    public static void tell(AuthenticationSessionModel authSession, int left) {
        RequiredActionProviderModel action = authSession.getRealm().getRequiredActionProviderByAlias(ACTION);
        boolean isMakingNewOnes = ACTION.equals(authSession.getClientNote(Constants.KC_ACTION));
        if (left <= BackupCodes.FEW && action != null && action.isEnabled() && !isMakingNewOnes) {
            authSession.setAuthNote(LEFT, String.valueOf(left));
            authSession.addRequiredAction(ACTION);
        }
    }

    /** How many are left; empty when there is nothing to tell. */
    public static OptionalInt left(AuthenticationSessionModel authSession) {
        String left = authSession.getAuthNote(LEFT);
        return left == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(left));
    }

    /** The person knows. */
    public static void forget(AuthenticationSessionModel authSession) {
        authSession.removeAuthNote(LEFT);
    }
}
