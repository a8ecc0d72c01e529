package dev.mfapack.core.level;

import java.util.Optional;

/** How strong a login is. The numbers are those of the realm's {@code acr.loa.map}. */
public enum Level {
    /** One factor. {@code acr} {@code basic}. */
    BASIC(1),
    /** Two factors. {@code acr} {@code mfa}. */
    MFA(2),
    /** Phishing-resistant: a passkey with user verification. {@code acr} {@code phr}. */
    PHISHING_RESISTANT(3);

    private final int number;

    Level(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public boolean covers(Level other) {
        return number >= other.number;
    }

    /** The level with this number; empty for anything else, such as Keycloak's "none asked". */
    public static Optional<Level> ofNumber(int number) {
        return switch (number) {
            case 1 -> Optional.of(BASIC);
            case 2 -> Optional.of(MFA);
            case 3 -> Optional.of(PHISHING_RESISTANT);
            default -> Optional.empty();
        };
    }
}
