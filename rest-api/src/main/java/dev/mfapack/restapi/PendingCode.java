package dev.mfapack.restapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.core.challenge.Binding;
import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Purpose;
import dev.mfapack.factors.code.CodeChallenges;
import dev.mfapack.factors.code.CodeFactor;
import dev.mfapack.factors.keys.SealedClientNote;
import java.util.Optional;
import java.util.UUID;

/**
 * The challenge of a factor that an app's session waits for, of which there is one at a time. The destination of an enrolment is
 * remembered here and nowhere else, so that the app need not name it twice.
 */
final class PendingCode {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What is remembered.
     *
     * @param challenge random id of the challenge
     * @param purpose what a right answer is good for
     * @param target of a login the id of the credential, of an enrolment the destination
     * @param label of an enrolment the name that it gets; else empty
     */
    record Waiting(UUID challenge, Purpose purpose, String target, String label) {

        /** Leaves out the target, which may be a telephone number. */
        @Override
        public String toString() {
            return "Waiting[" + purpose + " " + challenge + "]";
        }
    }

    private final PersonalCall call;
    private final CodeFactor factor;
    private final SealedClientNote note;

    PendingCode(PersonalCall call, CodeFactor factor) {
        this.call = call;
        this.factor = factor;
        this.note = new SealedClientNote(
                call.session(),
                call.clientSession(),
                "mfa.api." + factor.factor().id());
    }

    Optional<Waiting> waiting() {
        return note.get().map(PendingCode::read);
    }

    /** The challenge that waits, if it is for this and can still be answered or renewed. */
    Optional<Waiting> openFor(Purpose purpose, String target) {
        return waiting()
                .filter(known -> known.purpose() == purpose && known.target().equals(target))
                .filter(known -> challenges()
                        .find(known.challenge())
                        .filter(challenge -> !challenge.isExhausted() && challenge.state() != Challenge.State.VERIFIED)
                        .isPresent());
    }

    void remember(Waiting waiting) {
        try {
            note.set(JSON.writeValueAsString(waiting));
        } catch (JsonProcessingException e) {
            // The cause may repeat the destination.
            throw new IllegalStateException("what waits for a code could not be written");
        }
    }

    void forget() {
        note.forget();
    }

    Binding binding(Waiting waiting) {
        return challenges().binding(call.clientSession(), waiting.purpose(), waiting.target());
    }

    CodeChallenges challenges() {
        return CodeChallenges.of(call.session(), factor);
    }

    private static Waiting read(String json) {
        try {
            return JSON.readValue(json, Waiting.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what waits for a code could not be read");
        }
    }
}
