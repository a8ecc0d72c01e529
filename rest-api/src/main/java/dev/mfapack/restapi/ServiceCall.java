package dev.mfapack.restapi;

import dev.mfapack.core.limit.Permission;
import dev.mfapack.core.limit.Permission.Refused;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.limit.ApiLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * One call of a service, by the token of its own account: audience {@code mfa-api}, and whatever role of that client the call asks
 * for. Nobody's browser is in it, and so no web origin.
 */
record ServiceCall(KeycloakSession session, ClientModel service, UserModel account) {

    /** @throws ProblemException 401 without a valid token, 403 with one that is no service's, 429 when there were too many calls */
    static ServiceCall of(KeycloakSession session) {
        AuthResult auth = PersonalToken.valid(session);
        String service = auth.user().getServiceAccountClientLink();
        if (service == null
                || !service.equals(auth.client().getId())
                || !auth.token().hasAudience(PersonalToken.AUDIENCE)) {
            throw forbidden();
        }
        ServiceCall call = new ServiceCall(session, auth.client(), auth.user());
        call.requireNotTooMany();
        return call;
    }

    RealmModel realm() {
        return session.getContext().getRealm();
    }

    static ProblemException forbidden() {
        return ProblemException.forbidden(
                "The token needs the audience mfa-api, and a service account with the role of that client for this call.");
    }

    private void requireNotTooMany() {
        Permission permission = ApiLimits.of(session).beforeServing(service);
        if (permission instanceof Refused refused) {
            Audit.of(session)
                    .failure(
                            refused.reason().recordedAs(),
                            account,
                            null,
                            List.of(refused.reason().word()));
            Instant until = Objects.requireNonNull(refused.until(), "a limit of calls ends");
            throw ProblemException.tooMany(
                    Duration.between(KeycloakClock.INSTANCE.instant(), until), "There were too many calls.");
        }
    }
}
