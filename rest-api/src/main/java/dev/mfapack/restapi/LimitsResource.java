package dev.mfapack.restapi;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.LimitsOverview;
import dev.mfapack.persistence.LimitsOverview.Block;
import dev.mfapack.persistence.LimitsOverview.Hold;
import dev.mfapack.persistence.LimitsOverview.Refusal;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.keycloak.models.UserModel;

/** Who and what the limits hold back at this moment, for administrators; and the way to lift it. */
@Produces(MediaType.APPLICATION_JSON)
public final class LimitsResource {

    /** More than anybody reads; the rest comes when these are lifted. */
    private static final int MOST = 200;

    /**
     * Somebody whose answers are not compared.
     *
     * @param id for {@link #liftHold}
     * @param user id of the person
     * @param factor the credential type
     * @param failures wrong answers in a row
     * @param until until when, milliseconds since the epoch
     * @param disabled whether it lasts until the factor is bound anew
     */
    record HeldPerson(String id, String user, String factor, int failures, long until, boolean disabled) {}

    /**
     * A block of numbers or a country that nothing is sent to.
     *
     * @param id for {@link #liftBlock}
     * @param place the numbers without their last four digits, or the country
     * @param verifiedBefore whether it concerns numbers verified before; else the others
     * @param inARow how many blocks followed each other
     * @param until until when, milliseconds since the epoch
     */
    record BlockedPlace(String id, String place, boolean verifiedBefore, int inARow, long until) {}

    /**
     * A message that was not sent, or an answer that was not compared, in the last 24 hours.
     *
     * @param time milliseconds since the epoch
     * @param user id of the person
     * @param factor the credential type
     * @param reason the word of the rule, such as {@code prefix-rate}
     */
    record Refused(long time, String user, String factor, String reason) {}

    /** The latest 200 of each. */
    record Limits(List<HeldPerson> holds, List<BlockedPlace> blocks, List<Refused> refusals) {}

    private static final Duration DAY = Duration.ofDays(1);

    private final AdminCall call;
    private final LimitsOverview overview;

    LimitsResource(AdminCall call) {
        this.call = call;
        this.overview = LimitsOverview.of(call.session());
    }

    @GET
    public Response list() {
        call.requireViewRealm();
        call.requireViewPeople();
        String realm = call.realm().getId();
        Instant now = KeycloakClock.INSTANCE.instant();
        return Response.ok(new Limits(
                        overview.holds(realm, now, MOST).stream()
                                .map(LimitsResource::shown)
                                .toList(),
                        overview.blocks(realm, now, MOST).stream()
                                .map(LimitsResource::shown)
                                .toList(),
                        overview.refusals(realm, now.minus(DAY), MOST).stream()
                                .map(LimitsResource::shown)
                                .toList()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Forgets somebody's wrong answers by one factor. */
    @DELETE
    @Path("holds/{id}")
    public Response liftHold(@PathParam("id") String id) {
        Hold hold = overview.hold(call.realm().getId(), id).orElse(null);
        UserModel person = hold == null ? null : call.session().users().getUserById(call.realm(), hold.userId());
        if (hold == null || person == null) {
            call.requireManagePeople();
            throw ProblemException.notFound("Nobody is held back by this id.");
        }
        call.requireManagePerson(person);
        overview.liftHold(call.realm().getId(), id);
        call.changedFor(person, AuditType.LIFTED, hold.factor(), null, Map.of("failures", hold.failures()));
        return done();
    }

    /** Ends a block. */
    @DELETE
    @Path("blocks/{id}")
    public Response liftBlock(@PathParam("id") String id) {
        call.requireManageRealm();
        Block block = overview.block(call.realm().getId(), id)
                .orElseThrow(() -> ProblemException.notFound("Nothing is blocked by this id."));
        overview.liftBlock(call.realm().getId(), id);
        call.changed(AuditType.LIFTED, List.of("block", block.place()), Map.of("place", block.place()));
        return done();
    }

    private static Response done() {
        return Response.noContent()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static HeldPerson shown(Hold hold) {
        return new HeldPerson(
                hold.id(),
                hold.userId(),
                hold.factor(),
                hold.failures(),
                hold.until().toEpochMilli(),
                hold.disabled());
    }

    private static Refused shown(Refusal refusal) {
        return new Refused(refusal.time().toEpochMilli(), refusal.userId(), refusal.factor(), refusal.reason());
    }

    private static BlockedPlace shown(Block block) {
        return new BlockedPlace(
                block.id(),
                block.place(),
                block.verifiedBefore(),
                block.inARow(),
                block.until().toEpochMilli());
    }
}
