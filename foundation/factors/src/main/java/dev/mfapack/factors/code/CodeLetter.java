package dev.mfapack.factors.code;

import dev.mfapack.core.challenge.Destination;
import dev.mfapack.core.challenge.IssuedCode;
import dev.mfapack.core.challenge.Purpose;
import java.time.Duration;
import org.keycloak.models.UserModel;

/**
 * What a message with a code has to say.
 *
 * @param user the receiver
 * @param to where it goes
 * @param issued the code and its challenge
 * @param lifetime how long the code works
 */
public record CodeLetter(UserModel user, Destination to, IssuedCode issued, Duration lifetime) {

    public Purpose purpose() {
        return issued.challenge().purpose();
    }

    public String reference() {
        return issued.challenge().reference();
    }

    @Override
    public String toString() {
        return "CodeLetter[" + issued.challenge().id() + "]";
    }
}
