package dev.mfapack.requiredactions.backupcode;

import dev.mfapack.factors.backupcode.RunningLow;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Required action {@code mfa-enroll-backup-codes}. */
public final class EnrollBackupCodesFactory implements RequiredActionFactory {

    private final EnrollBackupCodes action = new EnrollBackupCodes();

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return action;
    }

    @Override
    public String getId() {
        return RunningLow.ACTION;
    }

    @Override
    public String getDisplayText() {
        return "Make backup codes";
    }

    /** Coming back to a finished step must not start it again. */
    @Override
    public boolean isOneTimeAction() {
        return true;
    }

    @Override
    public void init(Config.Scope options) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
