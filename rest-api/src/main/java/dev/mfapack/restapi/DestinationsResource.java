package dev.mfapack.restapi;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.challenge.Destination;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.code.CodeCredentialModel;
import dev.mfapack.factors.code.CodeFactor;
import dev.mfapack.factors.code.CodeFactors;
import dev.mfapack.factors.code.Destinations;
import dev.mfapack.factors.notice.Happening;
import dev.mfapack.factors.notice.PersonsNotices;
import dev.mfapack.persistence.CredentialRemoval;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.UserModel;

/**
 * Where one person's codes go, for administrators. What they enter counts only once the person has answered a code sent there,
 * unless the administrator says that it was proven by other means. Numbers and addresses come in whole and go out masked.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class DestinationsResource {

    /**
     * A destination, as administrators see it.
     *
     * @param id of the credential
     * @param factor {@code mfa-sms} or {@code mfa-email}
     * @param label the person's name for it
     * @param destination masked
     * @param confirmed whether it counts
     * @param created milliseconds since the epoch
     */
    record Shown(String id, String factor, String label, String destination, boolean confirmed, long created) {}

    private final AdminCall call;
    private final UserModel person;

    DestinationsResource(AdminCall call, UserModel person) {
        this.call = call;
        this.person = person;
    }

    @GET
    public Response list() {
        call.requireViewPerson(person);
        List<Shown> shown = CodeFactors.ALL.stream().flatMap(this::shown).toList();
        return ok(Response.ok(shown));
    }

    /** Adds one. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response add(String body) {
        call.requireManagePerson(person);
        DestinationRequest wanted = DestinationRequest.parse(body);
        CodeFactor factor = wanted.requiredFactor();
        Destination destination = wanted.requiredDestination(factor, call.realm());
        refuseBeside(factor, destination);
        CodeCredentialModel added =
                store(factor, destination, wanted.labelOr(destination.masked()), wanted.isConfirmed());
        changed(AuditType.DESTINATION_ADDED, factor, added.getId());
        tellIfConfirmed(factor, added);
        return ok(Response.status(Response.Status.CREATED).entity(shown(factor, added)));
    }

    /**
     * Changes its name, or the destination itself. Another destination is another factor (SP 800-63B-4 section 3.1.3.3): it gets an id
     * of its own, and has to be proven.
     */
    @PATCH
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    public Response change(@PathParam("id") String id, String body) {
        call.requireManagePerson(person);
        DestinationRequest wanted = DestinationRequest.parse(body);
        Bound bound = bound(id);
        CodeCredentialModel before = bound.credential();
        Destination destination =
                wanted.destination(bound.factor(), call.realm()).orElse(before.destination());
        String label = wanted.labelOr(before.getUserLabel() == null ? destination.masked() : before.getUserLabel());
        boolean same = destination.equals(before.destination());
        if (!same) {
            refuseBeside(bound.factor(), destination);
        }
        removeNow(id);
        CodeCredentialModel after =
                store(bound.factor(), destination, label, wanted.saysConfirmed().orElse(same && before.isConfirmed()));
        changed(AuditType.DESTINATION_CHANGED, bound.factor(), after.getId());
        if (!same) {
            tell(Happening.factorRemoved(bound.factor().factor().id(), Happening.By.ADMINISTRATOR));
            tellIfConfirmed(bound.factor(), after);
        }
        return ok(Response.ok(shown(bound.factor(), after)));
    }

    @DELETE
    @Path("{id}")
    public Response remove(@PathParam("id") String id) {
        call.requireManagePerson(person);
        Bound bound = bound(id);
        removeNow(id);
        changed(AuditType.DESTINATION_REMOVED, bound.factor(), id);
        tell(Happening.factorRemoved(bound.factor().factor().id(), Happening.By.ADMINISTRATOR));
        return ok(Response.noContent());
    }

    private record Bound(CodeFactor factor, CodeCredentialModel credential) {}

    private Bound bound(String id) {
        return CodeFactors.ALL.stream()
                .flatMap(factor ->
                        all(factor).filter(known -> known.getId().equals(id)).map(known -> new Bound(factor, known)))
                .findFirst()
                .orElseThrow(DestinationsResource::noSuch);
    }

    private void removeNow(String id) {
        if (!CredentialRemoval.of(call.session(), person, id)) {
            throw noSuch();
        }
    }

    private static ProblemException noSuch() {
        return ProblemException.notFound("The person has no such destination.");
    }

    private void refuseBeside(CodeFactor factor, Destination destination) {
        if (all(factor).anyMatch(known -> known.destination().equals(destination))) {
            throw ProblemException.conflict("The person has this destination already.");
        }
    }

    private CodeCredentialModel store(CodeFactor factor, Destination destination, String label, boolean confirmed) {
        CodeCredentialModel model =
                CodeCredentialModel.create(factor, destination, label, KeycloakClock.INSTANCE.instant());
        try {
            return CodeCredentialModel.of(
                    factor, person.credentialManager().createStoredCredential(confirmed ? model : model.unconfirmed()));
        } catch (ModelDuplicateException e) {
            throw call.undone("The person has another destination of this name.");
        }
    }

    private Stream<CodeCredentialModel> all(CodeFactor factor) {
        return Destinations.of(factor, call.session(), person).all();
    }

    private Stream<Shown> shown(CodeFactor factor) {
        return all(factor).map(known -> shown(factor, known));
    }

    private static Shown shown(CodeFactor factor, CodeCredentialModel known) {
        return new Shown(
                known.getId(),
                factor.factor().id(),
                Optional.ofNullable(known.getUserLabel()).orElse(""),
                known.destination().masked(),
                known.isConfirmed(),
                Optional.ofNullable(known.getCreatedDate()).orElse(0L));
    }

    private void changed(AuditType type, CodeFactor factor, String credentialId) {
        call.changedFor(person, type, factor.factor().id(), credentialId, Map.of("credential", credentialId));
    }

    /** What the person has yet to prove is told when they have. */
    private void tellIfConfirmed(CodeFactor factor, CodeCredentialModel added) {
        if (added.isConfirmed()) {
            tell(Happening.factorAdded(factor.factor().id(), added.getId(), Happening.By.ADMINISTRATOR));
        }
    }

    private void tell(Happening happening) {
        PersonsNotices.of(call.session(), call.realm(), person).tell(happening);
    }

    private static Response ok(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
