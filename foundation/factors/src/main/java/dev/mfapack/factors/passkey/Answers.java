package dev.mfapack.factors.passkey;

import com.webauthn4j.data.client.CollectedClientData;
import dev.mfapack.core.passkey.PasskeyProblem;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.Ceremonies;
import dev.mfapack.persistence.Ceremony;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/** What answers to both ceremonies have in common. */
final class Answers {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Answers() {}

    /** Why the answer has no ceremony; empty when it has one, which is its own. */
    static Optional<PasskeyProblem> problem(
            Ceremonies.Taken taken, Ceremony.Kind kind, @Nullable UserModel caller, ClientModel client) {
        if (taken instanceof Ceremonies.Taken.Now now) {
            Ceremony ceremony = now.ceremony();
            boolean isItsOwn = ceremony.kind() == kind
                    && ceremony.clientId().equals(client.getId())
                    && (caller == null
                            ? ceremony.userId() == null
                            : caller.getId().equals(ceremony.userId()));
            return isItsOwn ? Optional.empty() : Optional.of(PasskeyProblem.CHALLENGE_OF_ANOTHER);
        }
        return Optional.of(
                taken instanceof Ceremonies.Taken.Before
                        ? PasskeyProblem.CHALLENGE_USED
                        : PasskeyProblem.CHALLENGE_UNKNOWN);
    }

    /** Takes the ceremony of that id; what is no id does not reach the database. */
    static Ceremonies.Taken take(Ceremonies ceremonies, String id) {
        return ID.matcher(id).matches()
                ? ceremonies.take(id, KeycloakClock.INSTANCE.instant())
                : new Ceremonies.Taken.Never();
    }

    /** The library lets a frame of another site pass when the page does not say in whose frame it ran. */
    static boolean isCrossOrigin(CollectedClientData clientData) {
        return Boolean.TRUE.equals(clientData.getCrossOrigin()) || clientData.getTopOrigin() != null;
    }

    /**
     * Reads bytes.
     *
     * @throws IllegalArgumentException when it is not base64url
     */
    static byte[] bytes(String base64Url) {
        return Base64.getUrlDecoder().decode(base64Url);
    }
}
