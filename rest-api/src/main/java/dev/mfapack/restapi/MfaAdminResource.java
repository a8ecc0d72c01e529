package dev.mfapack.restapi;

import jakarta.ws.rs.Path;

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

    /** The flow installer. */
    @Path("flows")
    public FlowsResource flows() {
        return new FlowsResource(call);
    }
}
