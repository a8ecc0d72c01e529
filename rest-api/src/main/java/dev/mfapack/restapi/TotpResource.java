package dev.mfapack.restapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.keys.SealedClientNote;
import dev.mfapack.factors.totp.PersonsTotp;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;

/** Binds an authenticator app: Keycloak's own credential, by Keycloak's own policy. */
@Produces(MediaType.APPLICATION_JSON)
public final class TotpResource {

    /** Time enough to install an app; and within it the login by which it began is still fresh. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A secret that is not bound yet.
     *
     * @param secret in Base32, to be typed into an app
     * @param otpauth the same with everything that an app must know
     * @param qr the same as a picture: a {@code data:} URI of a PNG
     * @param type {@code totp} or {@code hotp}
     * @param digits how many a code has
     * @param period of {@code totp}: for how many seconds a code is shown
     * @param algorithm such as {@code HmacSHA1}
     * @param expiresAt until when it can be bound, ISO 8601 in UTC
     */
    record Setup(
            String secret,
            String otpauth,
            String qr,
            String type,
            int digits,
            int period,
            String algorithm,
            String expiresAt) {

        @Override
        public String toString() {
            return "Setup[]";
        }
    }

    /**
     * What proves it.
     *
     * @param code that the app shows
     * @param label the person's name for the app, at most 60 characters; needed where the person has one already
     */
    record Proof(@Nullable String code, @Nullable String label) {

        Proof {
            if (label != null && label.length() > CodeWish.LONGEST_LABEL) {
                throw ProblemException.badRequest(
                        "The label is too long: at most " + CodeWish.LONGEST_LABEL + " characters.");
            }
        }

        @Override
        public String toString() {
            return "Proof[]";
        }
    }

    /**
     * What was bound.
     *
     * @param credential its id; null when another server keeps it
     */
    record Bound(@Nullable String credential) {}

    /** What the app's session waits for. */
    private record Pending(String secret, long until) {

        @Override
        public String toString() {
            return "Pending[]";
        }
    }

    private final KeycloakSession session;

    TotpResource(KeycloakSession session) {
        this.session = session;
    }

    /** A new secret, in place of one that was asked for before and is not bound. */
    @POST
    @Path("setup")
    @Consumes(MediaType.WILDCARD)
    public Response setup(InputStream content) {
        PersonalCall call = begun();
        JsonBody.readNothing(session, content);
        PersonsTotp.Draft draft = totp(call).draft();
        Instant until = KeycloakClock.INSTANCE.instant().plus(LIFETIME);
        remember(call, new Pending(draft.secret(), until.toEpochMilli()));
        OTPPolicy policy = call.realm().getOTPPolicy();
        return PersonalCall.ok(new Setup(
                draft.base32(),
                draft.uri(),
                "data:image/png;base64," + draft.qr(),
                policy.getType(),
                policy.getDigits(),
                policy.getPeriod(),
                policy.getAlgorithm(),
                until.toString()));
    }

    /** Binds it. The code that proves it is used up. */
    @POST
    @Path("verify")
    @Consumes(MediaType.WILDCARD)
    public Response verify(InputStream content) {
        PersonalCall call = begun();
        Proof proof = call.body(content, Proof.class);
        String code = JsonBody.required(proof.code(), "code");
        String secret = pending(call)
                .orElseThrow(() -> ProblemException.typed(
                        410,
                        "setup-gone",
                        "Gone",
                        "This app's session waits for no authenticator app. Set one up first."));
        String label = proof.label() == null || proof.label().isBlank()
                ? null
                : proof.label().strip();
        if (label == null && totp(call).hasOne()) {
            throw ProblemException.badRequest("A label is needed, to tell it from the one that the person has.");
        }
        EventBuilder event =
                call.event(EventType.UPDATE_CREDENTIAL).detail(Details.CREDENTIAL_TYPE, OTPCredentialModel.TYPE);
        if (!totp(call).proves(secret, code)) {
            throw ProblemException.typed(422, "wrong-code", "Wrong Code", "This is not the right code.");
        }
        try {
            Optional<String> id = totp(call).bind(secret, code, label);
            note(call).forget();
            id.ifPresent(known -> event.detail(Details.CREDENTIAL_ID, known));
            event.success();
            return PersonalCall.created(new Bound(id.orElse(null)));
        } catch (ModelDuplicateException e) {
            throw call.undone(ProblemException.conflict("The person has another factor of this name."));
        }
    }

    private PersonalCall begun() {
        PersonalCall call = PersonalCall.changing(session);
        call.requireAction(UserModel.RequiredAction.CONFIGURE_TOTP.name());
        call.requireBest();
        return call;
    }

    private static PersonsTotp totp(PersonalCall call) {
        return PersonsTotp.of(call.session(), call.realm(), call.person());
    }

    private static SealedClientNote note(PersonalCall call) {
        return new SealedClientNote(call.session(), call.clientSession(), "mfa.api." + OTPCredentialModel.TYPE);
    }

    private static void remember(PersonalCall call, Pending pending) {
        try {
            note(call).set(JSON.writeValueAsString(pending));
        } catch (JsonProcessingException e) {
            // The cause may repeat the secret.
            throw new IllegalStateException("what waits to be bound could not be written");
        }
    }

    private static Optional<String> pending(PersonalCall call) {
        return note(call)
                .get()
                .map(TotpResource::read)
                .filter(pending -> KeycloakClock.INSTANCE.instant().toEpochMilli() < pending.until())
                .map(Pending::secret);
    }

    private static Pending read(String json) {
        try {
            return JSON.readValue(json, Pending.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what waits to be bound could not be read");
        }
    }
}
