package dev.mfapack.restapi;

import dev.mfapack.core.challenge.Challenge.Delivery;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.email.EmailFactor;
import dev.mfapack.factors.sms.SmsFactor;
import dev.mfapack.persistence.AuditEvents;
import dev.mfapack.persistence.AuditFilter;
import dev.mfapack.persistence.JpaChallengeStore;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;

/**
 * A person's own calls. Every one that tells or does anything begins with a {@link PersonalCall}: Keycloak leaves this path open to
 * anybody.
 */
public final class PersonalResource {

    /** More than somebody reads; who wants to know more asks an administrator. */
    private static final int MOST_ACTIVITY = 50;

    private final KeycloakSession session;

    PersonalResource(KeycloakSession session) {
        this.session = session;
    }

    /** The person's factors, and the level and age of the token's session. */
    @GET
    @Path("status")
    @Produces(MediaType.APPLICATION_JSON)
    public Response status() {
        return PersonalCall.ok(Status.of(PersonalCall.reading(session)));
    }

    /** What was recorded about the person lately, the latest first. */
    @GET
    @Path("activity")
    @Produces(MediaType.APPLICATION_JSON)
    public Response activity() {
        PersonalCall call = PersonalCall.reading(session);
        AuditFilter own =
                AuditFilter.ofPerson(call.realm().getId(), call.person().getId(), Activity.NOT_TOLD);
        return PersonalCall.ok(new AuditEvents(session)
                .page(own, null, MOST_ACTIVITY).stream().map(Activity::of).toList());
    }

    /**
     * What became of the latest message of a challenge: {@code queued}, {@code sent} or {@code failed}. For the page that waits for
     * its code, whose person has no token yet; the random id of the challenge is all that it takes, and that word all that it tells.
     */
    @GET
    @Path("delivery/{challenge}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response delivery(@PathParam("challenge") String challenge) {
        Delivery delivery =
                deliveryOf(challenge).orElseThrow(() -> ProblemException.notFound("There is no such challenge."));
        return PersonalCall.ok(Map.of("delivery", delivery.name().toLowerCase(Locale.ROOT)));
    }

    /** Binds an authenticator app. */
    @Path("totp")
    public TotpResource totp() {
        return new TotpResource(session);
    }

    /** Sends codes by telephone. */
    @Path("sms")
    public CodeResource sms() {
        return new CodeResource(session, SmsFactor.INSTANCE, CodeWish.ToNumber.class);
    }

    /** Sends codes by mail. */
    @Path("email")
    public CodeResource email() {
        return new CodeResource(session, EmailFactor.INSTANCE, CodeWish.ToAddress.class);
    }

    /** Takes what the person has typed: raises this app's own session, or binds a new destination. */
    @POST
    @Path("verify")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    public Response verify(InputStream content) {
        PersonalCall call = PersonalCall.changing(session);
        return PersonalCall.ok(new Verification(call, call.body(content, VerifyRequest.class)).verified());
    }

    @Path("backup-codes")
    public BackupCodesResource backupCodes() {
        return new BackupCodesResource(session);
    }

    @Path("app-passwords")
    public AppPasswordsResource appPasswords() {
        return new AppPasswordsResource(session);
    }

    /** Registers, takes and manages passkeys. */
    @Path("passkey")
    public PasskeyResource passkey() {
        return new PasskeyResource(session);
    }

    @Path("preferred-factor")
    public PreferredFactorResource preferredFactor() {
        return new PreferredFactorResource(session);
    }

    /** The description of all of this, for anybody: it holds nothing that is not public. */
    @GET
    @Path("openapi.yaml")
    @Produces("application/yaml")
    public Response description() throws IOException {
        try (InputStream yaml = PersonalResource.class.getResourceAsStream("openapi.yaml")) {
            byte[] description = Objects.requireNonNull(yaml, "the description is part of the jar")
                    .readAllBytes();
            return PersonalCall.unkept(Response.ok(new String(description, StandardCharsets.UTF_8)));
        }
    }

    /** Where the links of notices lead. */
    @Path("not-me")
    public NotMeResource notMe() {
        return new NotMeResource(session);
    }

    /** What was not sent at all reads as failed. */
    private Optional<Delivery> deliveryOf(String challenge) {
        try {
            return new JpaChallengeStore(session)
                    .find(UUID.fromString(challenge))
                    .filter(known -> known.realmId()
                            .equals(session.getContext().getRealm().getId()))
                    .map(known -> known.toldAt(KeycloakClock.INSTANCE.instant()))
                    .map(told -> told == Delivery.WITHHELD ? Delivery.FAILED : told);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
