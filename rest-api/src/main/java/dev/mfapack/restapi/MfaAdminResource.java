package dev.mfapack.restapi;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.keycloak.models.UserModel;

/** What administrators can call. Keycloak has looked at the token already; each call looks at the permissions. */
public final class MfaAdminResource {

    private final AdminCall call;

    MfaAdminResource(AdminCall call) {
        this.call = call;
    }

    /** The realm's policy. */
    @Path("policy")
    public PolicyResource policy() {
        return new PolicyResource(call);
    }

    /** What an operator should know about the realm. */
    @Path("posture")
    public PostureResource posture() {
        return new PostureResource(call);
    }

    /** Whom and what the limits hold back. */
    @Path("limits")
    public LimitsResource limits() {
        return new LimitsResource(call);
    }

    /** The audit log. */
    @Path("audit")
    public AuditResource audit() {
        return new AuditResource(call);
    }

    /** What was made of logins. */
    @Path("risk")
    public RiskResource risk() {
        return new RiskResource(call);
    }

    /** The flow installer. */
    @Path("flows")
    public FlowsResource flows() {
        return new FlowsResource(call);
    }

    /** Where one person's codes go. */
    @Path("users/{user}/destinations")
    public DestinationsResource destinations(@PathParam("user") String user) {
        return new DestinationsResource(call, person(user));
    }

    /** Letting one person bind new factors who has lost theirs. */
    @Path("users/{user}/recovery")
    public RecoveryResource recovery(@PathParam("user") String user) {
        return new RecoveryResource(call, person(user));
    }

    /** Who in the realm is being let bind new factors. */
    @Path("recoveries")
    public RecoveriesResource recoveries() {
        return new RecoveriesResource(call);
    }

    private UserModel person(String id) {
        UserModel person = call.session().users().getUserById(call.realm(), id);
        if (person == null) {
            call.requireManagePeople();
            throw ProblemException.notFound("The realm has no person of this id.");
        }
        return person;
    }

    /** Numbers that another pack of SMS codes has kept. */
    @Path("import/mobile-number")
    public ImportResource importOfNumbers() {
        return new ImportResource(call);
    }
}
