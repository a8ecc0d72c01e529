package dev.mfapack.restapi;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Challenge.Delivery;
import dev.mfapack.core.challenge.Destination;
import dev.mfapack.core.challenge.Purpose;
import dev.mfapack.core.challenge.Resend;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.bruteforce.BruteForce;
import dev.mfapack.factors.code.CodeChallenges;
import dev.mfapack.factors.code.CodeCredentialModel;
import dev.mfapack.factors.code.CodeFactor;
import dev.mfapack.factors.code.Destinations;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;

/** Sends codes by one factor: to verify with, or to bind a new destination by. */
@Produces(MediaType.APPLICATION_JSON)
public final class CodeResource {

    /**
     * A code that is on its way.
     *
     * @param challenge what {@code verify} takes beside the code, and {@code delivery} tells about
     * @param purpose {@code verify} or {@code enrol}
     * @param destination masked
     * @param digits how many the code has
     * @param reference two characters that the message carries too
     * @param expiresAt ISO 8601 in UTC
     * @param resendAt from when on another may be asked for, ISO 8601 in UTC
     */
    record Sent(
            UUID challenge,
            String purpose,
            String destination,
            int digits,
            String reference,
            String expiresAt,
            String resendAt) {}

    /** A code to a destination. */
    private record Letter(PendingCode.Waiting waiting, Destination to) {}

    private final KeycloakSession session;
    private final CodeFactor factor;
    private final Class<? extends CodeWish> wish;

    CodeResource(KeycloakSession session, CodeFactor factor, Class<? extends CodeWish> wish) {
        this.session = session;
        this.factor = factor;
        this.wish = wish;
    }

    /** Sends one; asked again for the same destination, another in its place, after the wait that the policy asks for. */
    @POST
    @Path("send")
    @Consumes(MediaType.WILDCARD)
    public Response send(InputStream content) {
        PersonalCall call = PersonalCall.changing(session);
        Letter letter = letter(call, call.body(content, wish));
        refuseLocked(call);
        PendingCode pending = new PendingCode(call, factor);
        Challenge challenge = pending.openFor(
                        letter.waiting().purpose(), letter.waiting().target())
                .map(open -> again(call, pending, open, letter))
                .orElseGet(() -> begin(call, pending, letter));
        return PersonalCall.unkept(Response.status(Response.Status.ACCEPTED)
                .entity(new Sent(
                        challenge.id(),
                        challenge.purpose() == Purpose.ENROL ? "enrol" : "verify",
                        letter.to().masked(),
                        pending.challenges().digits(),
                        challenge.reference(),
                        challenge.expiresAt().toString(),
                        challenge.nextSendAt().toString())));
    }

    private Letter letter(PersonalCall call, CodeWish wish) {
        Destinations known = Destinations.of(factor, session, call.person());
        if (wish.destination() != null) {
            return toNew(
                    call,
                    known,
                    wish.destination(),
                    Optional.ofNullable(wish.label()).orElse("").strip());
        }
        Optional<CodeCredentialModel> unproven =
                chosen(known.unconfirmed(), wish).filter(any -> wish.credential() != null);
        if (unproven.isPresent()) {
            requireMayBind(call);
            Destination to = unproven.get().destination();
            String label = Optional.ofNullable(unproven.get().getUserLabel()).orElse("");
            return new Letter(waiting(Purpose.ENROL, to.value(), label), to);
        }
        CodeCredentialModel chosen = chosen(known.usable(), wish)
                .orElseThrow(() -> ProblemException.notFound("The person has no such destination."));
        Verified.requireOffered(call, factor.factor().id());
        return new Letter(waiting(Purpose.LOGIN, chosen.getId(), ""), chosen.destination());
    }

    private Letter toNew(PersonalCall call, Destinations known, String typed, String label) {
        requireMayBind(call);
        Destination to = (known.source().isPresent() ? known.prescribed() : factor.read(typed, call.realm()))
                .map(Destination.class::cast)
                .orElseThrow(() -> ProblemException.badRequest("No code can be sent to this destination."));
        if (known.source().isPresent()
                && factor.read(typed, call.realm()).filter(to::equals).isEmpty()) {
            throw ProblemException.forbidden("The realm says by itself where codes go.");
        }
        if (known.usable().stream().anyMatch(bound -> bound.destination().equals(to))) {
            throw ProblemException.conflict("The person has this destination already.");
        }
        String name = label.isEmpty() ? to.masked() : label;
        if (known.isLabelTaken(name, to)) {
            throw ProblemException.conflict("The person has another destination of this name.");
        }
        return new Letter(waiting(Purpose.ENROL, to.value(), name), to);
    }

    private void requireMayBind(PersonalCall call) {
        call.requireAction(factor.enrolAction());
        call.requireBest();
    }

    private static PendingCode.Waiting waiting(Purpose purpose, String target, String label) {
        // Not known yet; replaced when the code is made.
        return new PendingCode.Waiting(new UUID(0, 0), purpose, target, label);
    }

    private static Optional<CodeCredentialModel> chosen(List<CodeCredentialModel> known, CodeWish wish) {
        Stream<CodeCredentialModel> all = known.stream();
        return wish.credential() == null
                ? all.findFirst()
                : all.filter(bound -> bound.getId().equals(wish.credential())).findFirst();
    }

    private Challenge begin(PersonalCall call, PendingCode pending, Letter letter) {
        refuseAnotherTooEarly(pending, letter);
        CodeChallenges challenges = pending.challenges();
        Challenge challenge = challenges.begin(pending.binding(letter.waiting()), call.person(), letter.to());
        if (challenge.delivery() == Delivery.WITHHELD) {
            throw tooEarly(challenge.waitAt(KeycloakClock.INSTANCE.instant()));
        }
        PendingCode.Waiting waiting = letter.waiting();
        pending.remember(new PendingCode.Waiting(challenge.id(), waiting.purpose(), waiting.target(), waiting.label()));
        return challenge;
    }

    private Challenge again(PersonalCall call, PendingCode pending, PendingCode.Waiting open, Letter letter) {
        Resend resend =
                pending.challenges().resend(open.challenge(), pending.binding(open), call.person(), letter.to());
        if (resend instanceof Resend.Issued issued) {
            pending.remember(new PendingCode.Waiting(
                    open.challenge(),
                    open.purpose(),
                    open.target(),
                    letter.waiting().label()));
            return issued.code().challenge();
        } else if (resend instanceof Resend.TooEarly early) {
            throw tooEarly(early.remaining());
        }
        throw ProblemException.conflict("No other code can take the place of the last one.");
    }

    /** Naming another new destination is no way round the wait between codes. */
    private static void refuseAnotherTooEarly(PendingCode pending, Letter letter) {
        if (letter.waiting().purpose() != Purpose.ENROL) {
            return;
        }
        Duration wait = pending.waiting()
                .filter(known -> known.purpose() == Purpose.ENROL)
                .flatMap(known -> pending.challenges().find(known.challenge()))
                .map(known -> known.waitAt(KeycloakClock.INSTANCE.instant()))
                .orElse(Duration.ZERO);
        if (!wait.isZero()) {
            throw tooEarly(wait);
        }
    }

    private static ProblemException tooEarly(Duration wait) {
        return ProblemException.tooMany(wait, "It is too early for another code.");
    }

    /** Who is locked reads what is read when nothing could be sent. */
    private void refuseLocked(PersonalCall call) {
        Optional<String> lock = BruteForce.of(session).lock(call.person());
        if (lock.isPresent()) {
            call.audit()
                    .failure(AuditType.LOCKED, call.person(), factor.factor().id(), List.of(lock.get()));
            throw ProblemException.typed(409, "not-sent", "Not Sent", "The message could not be sent.");
        }
    }
}
