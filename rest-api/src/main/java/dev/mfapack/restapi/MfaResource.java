package dev.mfapack.restapi;

import dev.mfapack.core.challenge.Challenge.Delivery;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.AuditEvents;
import dev.mfapack.persistence.AuditFilter;
import dev.mfapack.persistence.JpaChallengeStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;

/**
 * A person's own calls. Every one that tells or does anything begins with {@link PersonalToken}: Keycloak leaves this path open to
 * anybody.
 */
public final class MfaResource {

    /** More than somebody reads; who wants to know more asks an administrator. */
    private static final int MOST_ACTIVITY = 50;

    private final KeycloakSession session;

    MfaResource(KeycloakSession session) {
        this.session = session;
    }

    /** The person's factors, and the level and age of the token's session. */
    @GET
    @Path("v1/status")
    @Produces(MediaType.APPLICATION_JSON)
    public Response status() {
        PersonalToken token = PersonalToken.of(session);
        return Response.ok(Status.of(token.auth()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Where the link leads that somebody is sent who has lost their factors. */
    @Path("recovery")
    public RecoveryPages recovery() {
        return new RecoveryPages(session);
    }

    /** What was recorded about the person lately, the latest first. */
    @GET
    @Path("v1/activity")
    @Produces(MediaType.APPLICATION_JSON)
    public Response activity() {
        PersonalToken token = PersonalToken.of(session);
        AuditFilter own = AuditFilter.ofPerson(
                session.getContext().getRealm().getId(), token.auth().user().getId());
        return Response.ok(new AuditEvents(session)
                        .page(own, null, MOST_ACTIVITY).stream()
                                .map(Activity::of)
                                .toList())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /**
     * What became of the latest message of a challenge: {@code queued}, {@code sent} or {@code failed}. For the page that waits for
     * its code, whose person has no token yet; the random id of the challenge is all that it takes, and that word all that it tells.
     */
    @GET
    @Path("v1/delivery/{challenge}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response delivery(@PathParam("challenge") String challenge) {
        Delivery delivery =
                deliveryOf(challenge).orElseThrow(() -> ProblemException.notFound("There is no such challenge."));
        return Response.ok(Map.of("delivery", delivery.name().toLowerCase(Locale.ROOT)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Where the links of notices lead. */
    @Path("v1/not-me")
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
