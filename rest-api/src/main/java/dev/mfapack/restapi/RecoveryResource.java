package dev.mfapack.restapi;

import dev.mfapack.factors.recovery.PersonsRecovery;
import dev.mfapack.factors.recovery.PersonsRecovery.Step;
import dev.mfapack.persistence.Recovery;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.models.UserModel;

/**
 * Letting one person bind new factors who has lost theirs, for administrators. The person gets a link by mail and needs their
 * password beside it (SP 800-63B-4 section 4.2.2.2); no administrator ever sees the link.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class RecoveryResource {

    private final AdminCall call;
    private final UserModel person;
    private final PersonsRecovery recovery;

    RecoveryResource(AdminCall call, UserModel person) {
        this.call = call;
        this.person = person;
        this.recovery = PersonsRecovery.of(call.session(), call.realm(), person);
    }

    /** What is under way. */
    @GET
    public Response list() {
        call.requireViewPerson(person);
        return answer(Response.ok(recovery.live().stream().map(RecoveryView::of).toList()));
    }

    /** Asks for it. The link goes out at once, unless the realm takes a second administrator. */
    @POST
    public Response request() {
        call.requireManagePerson(person);
        return answer(Response.status(Response.Status.CREATED)
                .entity(RecoveryView.of(taken(recovery.request(call.administrator())))));
    }

    /** The second administrator agrees, and the link goes out. */
    @POST
    @Path("{id}/approve")
    public Response approve(@PathParam("id") String id) {
        call.requireManagePerson(person);
        return answer(Response.ok(RecoveryView.of(taken(recovery.approve(id, call.administrator())))));
    }

    /** Stops it, however far it has come. */
    @DELETE
    @Path("{id}")
    public Response cancel(@PathParam("id") String id) {
        call.requireManagePerson(person);
        if (!recovery.cancel(id, call.administrator())) {
            throw ProblemException.notFound("No recovery of this id is under way for this person.");
        }
        call.tell(Map.of("recovery", id));
        return answer(Response.noContent());
    }

    private Recovery taken(Step step) {
        if (step instanceof Step.Taken taken) {
            call.tell(Map.of("recovery", taken.recovery().id()));
            return taken.recovery();
        }
        throw refusal(step);
    }

    private static ProblemException refusal(Step step) {
        if (step instanceof Step.SomebodyElse) {
            return ProblemException.forbidden(
                    "It takes somebody else: nobody recovers themselves, and the second administrator is not the first.");
        } else if (step instanceof Step.NoAddress) {
            return ProblemException.conflict(
                    "The person has no validated address to which the link could go. Validate one first.");
        } else if (step instanceof Step.UnderWay) {
            return ProblemException.conflict("A recovery of this person is under way. Stop it first.");
        } else if (step instanceof Step.NotSent) {
            return ProblemException.badGateway(
                    "The realm's mail server did not take the mail. Nothing is under way; look at the realm's mail settings and ask again.");
        }
        return ProblemException.conflict("No recovery of this id waits for approval.");
    }

    private static Response answer(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
