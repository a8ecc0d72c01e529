package dev.mfapack.factors.code;

import dev.mfapack.core.challenge.Destination;
import dev.mfapack.core.challenge.Factor;
import dev.mfapack.factors.dispatch.Message;
import dev.mfapack.factors.policy.RealmPolicy;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * What sets one factor whose codes travel apart from another; all else about them is the same.
 *
 * <p>Implementations are thread-safe.
 */
public interface CodeFactor {

    /** Which one; its id is credential type, authenticator and reference category. */
    Factor factor();

    /** The required action that binds a destination. */
    String enrolAction();

    /** Name of the form field in which a person names a destination. */
    String field();

    /** Message key that says that no code can be sent to what was typed. */
    String invalidKey();

    /** Message key that says that this destination is bound already. */
    String takenKey();

    /** The profile attribute that alone says where codes may go, if the policy names one. */
    Optional<String> source(RealmPolicy policy);

    /** Reads what a person typed; empty when no code can be sent there. */
    Optional<? extends Destination> read(String typed, RealmModel realm);

    /**
     * A destination as it was stored.
     *
     * @throws IllegalArgumentException when it is none; the message does not repeat it
     */
    Destination stored(String value);

    /** The message that carries a code, in the person's language. */
    Message message(KeycloakSession session, CodeLetter letter);
}
