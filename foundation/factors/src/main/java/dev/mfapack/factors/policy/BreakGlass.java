package dev.mfapack.factors.policy;

import org.keycloak.Config;

/**
 * The server's option {@code --spi-mfa-policy--default--break-glass=true} (default {@code false}): every realm is off as long
 * as the server runs with it, whatever its own mode says. For the hour in which MFA itself keeps people out.
 */
public final class BreakGlass {

    private BreakGlass() {}

    public static boolean isOn() {
        return Option.ON;
    }

    /** Read once, at the first look: reading a server option walks all sources of the configuration. */
    private static final class Option {

        private static final boolean ON = Config.scope("mfa-policy", "default").getBoolean("break-glass", false);
    }
}
