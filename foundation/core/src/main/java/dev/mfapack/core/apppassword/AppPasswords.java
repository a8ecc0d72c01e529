package dev.mfapack.core.apppassword;

import dev.mfapack.core.lookup.LookupSecret;
import dev.mfapack.core.lookup.Shape;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/** The rules of app passwords. They give level 1, never more. */
public final class AppPasswords {

    /** The credential type. */
    public static final String TYPE = "mfa-app-password";

    /** At most so many has a person: one for each device and program of a busy life; who has more has forgotten some. */
    public static final int MOST = 25;

    /** Keycloak's column for labels holds 255 characters; a name that long is a mistake. */
    public static final int LONGEST_NAME = 60;

    private AppPasswords() {}

    /** A new one, with an id part that none of the person's others has. */
    public static LookupSecret draw(SecureRandom random, Set<String> takenIds) {
        LookupSecret drawn = Shape.APP_PASSWORD.draw(random);
        while (takenIds.contains(drawn.id())) {
            drawn = Shape.APP_PASSWORD.draw(random);
        }
        return drawn;
    }

    /** What a program sent; empty when it cannot be an app password. */
    public static Optional<LookupSecret> read(String given) {
        return Shape.APP_PASSWORD.read(given);
    }
}
