package dev.mfapack.restapi;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.factors.level.PreferredFactor;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;

/** Which of a person's factors logins ask for first. */
@Produces(MediaType.APPLICATION_JSON)
public final class PreferredFactorResource {

    private static final String ACTION = "mfa-preferred-factor";

    /**
     * The factor.
     *
     * @param credential its id
     */
    record Preferred(@Nullable String credential) {}

    private final KeycloakSession session;

    PreferredFactorResource(KeycloakSession session) {
        this.session = session;
    }

    /** Adds no factor and removes none, so that any login will do. */
    @PUT
    @Consumes(MediaType.WILDCARD)
    public Response prefer(InputStream content) {
        PersonalCall call = PersonalCall.changing(session);
        call.requireAction(ACTION);
        String id = JsonBody.required(call.body(content, Preferred.class).credential(), "credential");
        CredentialModel preferred = PreferredFactor.of(session, call.realm(), call.flow(), call.person())
                .prefer(id)
                .orElseThrow(
                        () -> ProblemException.notFound(
                                "The person has no such factor that could be asked for first: passkeys are taken before anything is asked, and backup codes come last."));
        call.audit().success(AuditType.FACTOR_PREFERRED, call.person(), preferred.getType(), preferred.getId());
        return PersonalCall.ok(new Preferred(preferred.getId()));
    }
}
