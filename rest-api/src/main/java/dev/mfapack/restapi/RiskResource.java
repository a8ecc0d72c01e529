package dev.mfapack.restapi;

import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.level.Level;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.persistence.AuditCursor;
import dev.mfapack.persistence.RiskDecision;
import dev.mfapack.persistence.RiskDecisionFilter;
import dev.mfapack.persistence.RiskDecisions;
import dev.mfapack.persistence.RiskStores;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserModel;

/** What was made of logins, for administrators: read, said to have been right or wrong, and played through another policy. */
@Produces(MediaType.APPLICATION_JSON)
public final class RiskResource {

    /**
     * One page.
     *
     * @param decisions the latest first
     * @param next what to send as {@code after} for the next page; null when this is the last one
     */
    record Page(List<DecisionView> decisions, @Nullable String next) {}

    private static final int PAGE = 100;

    /** A decision takes some 1.5 kB. */
    private static final int LARGEST_PAGE = 1000;

    private static final Set<String> FILTERS = Set.of("person", "level", "verdict", "from", "to");

    private final AdminCall call;
    private final String realmId;
    private final RiskDecisions decisions;

    RiskResource(AdminCall call) {
        this.call = call;
        this.realmId = call.realm().getId();
        this.decisions = RiskStores.of(call.session()).decisions();
    }

    /** One page of what the filters let through. */
    @GET
    @Path("decisions")
    public Response decisions(@Context UriInfo uri) {
        call.requireViewEvents();
        Query asked = new Query(uri.getQueryParameters());
        asked.requireKnown(FILTERS, "after", "max");
        int most = (int) asked.number("max", PAGE, 1, LARGEST_PAGE);
        AuditCursor after = asked.parsed("after", AuditCursor::parse);
        List<RiskDecision> found = decisions.page(filter(asked), after, most + 1);
        List<RiskDecision> page = found.subList(0, Math.min(most, found.size()));
        String next = found.size() > most
                ? RiskDecisions.after(page.get(page.size() - 1)).toString()
                : null;
        return plain(new Page(page.stream().map(DecisionView::of).toList(), next));
    }

    private RiskDecisionFilter filter(Query asked) {
        return new RiskDecisionFilter(
                realmId,
                asked.text("person"),
                asked.parsed("level", RiskResource::level),
                asked.parsed("verdict", VerdictRequest::label),
                asked.time("from"),
                asked.time("to"));
    }

    private static Level level(String number) {
        return switch (number) {
            case "1" -> Level.BASIC;
            case "2" -> Level.MFA;
            case "3" -> Level.PHISHING_RESISTANT;
            default -> throw new IllegalArgumentException("must be 1, 2 or 3");
        };
    }

    @GET
    @Path("decisions/{id}")
    public Response decision(@PathParam("id") String id) {
        call.requireViewEvents();
        return plain(decisions.find(realmId, id).map(DecisionView::of).orElseThrow(RiskResource::noDecision));
    }

    /** Says what a login was. A later word takes the place of an earlier one, the person's own included. */
    @PUT
    @Path("decisions/{id}/verdict")
    @Consumes(MediaType.WILDCARD)
    public Response verdict(@PathParam("id") String id, String body) {
        UserModel person = decisions
                .find(realmId, id)
                .map(decision -> call.session().users().getUserById(call.realm(), decision.userId()))
                .orElse(null);
        if (person == null) {
            call.requireManagePeople();
            throw noDecision();
        }
        call.requireManagePerson(person);
        RiskDecision.Label label = VerdictRequest.parse(body);
        UserModel administrator = call.administrator();
        if (!decisions.label(call.session(), realmId, id, label, administrator.getId())) {
            throw noDecision();
        }
        String verdict = VerdictRequest.word(label);
        Audit.of(call.session())
                .adminStep(
                        person,
                        AuditType.RISK_LABELLED,
                        Outcome.SUCCESS,
                        administrator,
                        List.of(verdict, "decision-" + id));
        call.tell(Map.of("decision", id, "verdict", verdict));
        return Response.noContent()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** What another policy would have made of the decisions that are kept. Changes nothing. */
    @POST
    @Path("dry-run")
    @Consumes(MediaType.WILDCARD)
    public Response dryRun(String body) {
        call.requireViewEvents();
        DryRunRequest request = DryRunRequest.parse(body);
        DryRun run = new DryRun(request.policy(call.realm()));
        decisions.forEach(request.filter(realmId), run::add);
        return plain(run.result(request.notTold()));
    }

    private static ProblemException noDecision() {
        return ProblemException.notFound("The realm has no decision of this id, or nobody whom it is about.");
    }

    private static Response plain(Object answer) {
        return Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
