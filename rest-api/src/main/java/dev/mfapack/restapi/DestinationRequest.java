package dev.mfapack.restapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.core.challenge.Destination;
import dev.mfapack.factors.code.CodeFactor;
import dev.mfapack.factors.code.CodeFactors;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;

/**
 * What an administrator says about a destination.
 *
 * @param factor {@code mfa-sms} or {@code mfa-email}
 * @param destination a telephone number or an email address
 * @param label the person's name for it, at most 60 characters; the masked destination by default
 * @param confirmed whether it was proven by other means (default: no)
 */
record DestinationRequest(
        @Nullable String factor,
        @Nullable String destination,
        @Nullable String label,
        @Nullable Boolean confirmed) {

    private static final int LONGEST_LABEL = 60;
    private static final ObjectMapper STRICT = new ObjectMapper().registerModule(PlainText.module());

    DestinationRequest {
        if (label != null && label.length() > LONGEST_LABEL) {
            throw ProblemException.badRequest("The label is too long: at most " + LONGEST_LABEL + " characters.");
        }
    }

    /** @throws ProblemException 400 when it is not such a JSON object */
    static DestinationRequest parse(@Nullable String body) {
        try {
            DestinationRequest request = STRICT.readValue(body == null ? "" : body, DestinationRequest.class);
            if (request == null) {
                throw malformed();
            }
            return request;
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof ProblemException told) {
                throw told;
            }
            // Its message may repeat the destination.
            throw malformed();
        }
    }

    /** @throws ProblemException 400 when there is no such factor */
    CodeFactor requiredFactor() {
        return CodeFactors.ALL.stream()
                .filter(known -> known.factor().id().equals(factor))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest("The factor must be mfa-sms or mfa-email."));
    }

    /** @throws ProblemException 400 when it is none */
    Destination requiredDestination(CodeFactor of, RealmModel realm) {
        return destination(of, realm).orElseThrow(() -> ProblemException.badRequest("The destination is missing."));
    }

    /**
     * Empty when nothing is said about it.
     *
     * @throws ProblemException 400 when it is none
     */
    Optional<Destination> destination(CodeFactor of, RealmModel realm) {
        if (destination == null) {
            return Optional.empty();
        }
        Destination read = of.read(destination, realm).orElse(null);
        if (read == null) {
            throw ProblemException.badRequest("No code can be sent to this destination: a telephone number with its"
                    + " country code, or an email address, is expected.");
        }
        return Optional.of(read);
    }

    String labelOr(String byDefault) {
        return label == null || label.isBlank() ? byDefault : label.strip();
    }

    Optional<Boolean> saysConfirmed() {
        return Optional.ofNullable(confirmed);
    }

    boolean isConfirmed() {
        return Boolean.TRUE.equals(confirmed);
    }

    /** Leaves out where to. */
    @Override
    public String toString() {
        return "DestinationRequest[" + factor + "]";
    }

    private static ProblemException malformed() {
        return ProblemException.badRequest(
                "A JSON object is expected, with no fields but factor, destination, label and"
                        + " confirmed (true or false).");
    }
}
