package dev.mfapack.realmtemplates;

/** The installer does not do it; the message tells the administrator why. What was written until then must be rolled back. */
public final class InstallationRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InstallationRefused(String message) {
        super(message);
    }
}
