package dev.mfapack.restapi;

import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.core.lookup.LookupSecret;
import dev.mfapack.factors.backupcode.PersonsBackupCodes;
import dev.mfapack.factors.backupcode.RunningLow;
import dev.mfapack.factors.policy.RealmPolicy;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.List;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;

/** A person's backup codes. */
@Produces(MediaType.APPLICATION_JSON)
public final class BackupCodesResource {

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * New codes, told this once.
     *
     * @param credential its id
     * @param codes as people see them, in groups
     */
    record Made(String credential, List<String> codes) {

        @Override
        public String toString() {
            return "Made[" + credential + "]";
        }
    }

    private final KeycloakSession session;

    BackupCodesResource(KeycloakSession session) {
        this.session = session;
    }

    /** How many are left, and since when. */
    @GET
    public Response left() {
        PersonalCall call = PersonalCall.reading(session);
        return PersonalCall.ok(BackupCodesStatus.of(call)
                .orElseThrow(() -> ProblemException.notFound("The person has no backup codes.")));
    }

    /** Makes new ones, which work at once; those before end. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response make(InputStream content) {
        PersonalCall call = PersonalCall.changing(session);
        call.requireAction(RunningLow.ACTION);
        call.requireBest();
        JsonBody.readNothing(session, content);
        List<LookupSecret> codes =
                BackupCodes.draw(RANDOM, RealmPolicy.of(call.realm()).backupCodes());
        String id = PersonsBackupCodes.of(session, call.realm(), call.person()).replaceBy(codes);
        call.event(EventType.UPDATE_CREDENTIAL)
                .detail(Details.CREDENTIAL_TYPE, BackupCodes.TYPE)
                .detail(Details.CREDENTIAL_ID, id)
                .success();
        return PersonalCall.created(
                new Made(id, codes.stream().map(LookupSecret::grouped).toList()));
    }
}
