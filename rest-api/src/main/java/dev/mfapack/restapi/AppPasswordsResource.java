package dev.mfapack.restapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mfapack.core.apppassword.AppPasswords;
import dev.mfapack.factors.apppassword.AppPasswordCredentialModel;
import dev.mfapack.factors.apppassword.AppPasswordServices;
import dev.mfapack.factors.apppassword.PersonsAppPasswords;
import dev.mfapack.persistence.AppPasswordUse;
import dev.mfapack.persistence.CredentialRemoval;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;

/** A person's app passwords; and the question of a service whether it was given one. */
@Produces(MediaType.APPLICATION_JSON)
public final class AppPasswordsResource {

    private static final String ACTION = "mfa-enroll-app-password";

    /**
     * What there is.
     *
     * @param services for which one can be made
     * @param most how many a person may have
     * @param appPasswords those that the person has
     */
    record All(List<String> services, int most, List<Shown> appPasswords) {}

    /**
     * One of them, without what is secret.
     *
     * @param id of the credential
     * @param name what the person calls it
     * @param service what it is for
     * @param createdAt ISO 8601 in UTC
     * @param expiresAt from when on it works no more; left out when it has no end
     * @param uses how often it was used
     * @param lastUsedAt left out when it never was
     * @param lastUsedFrom the address; left out when none is known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String id,
            String name,
            String service,
            String createdAt,
            @Nullable String expiresAt,
            long uses,
            @Nullable String lastUsedAt,
            @Nullable String lastUsedFrom) {}

    /**
     * A new one, told this once.
     *
     * @param id of the credential
     * @param password as people see it, in groups
     * @param name what the person calls it
     * @param service what it is for
     * @param expiresAt from when on it works no more; left out when it has no end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Made(
            String id,
            String password,
            String name,
            String service,
            @Nullable String expiresAt) {

        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }

    private final KeycloakSession session;

    AppPasswordsResource(KeycloakSession session) {
        this.session = session;
    }

    @GET
    public Response list() {
        PersonalCall call = PersonalCall.reading(session);
        PersonsAppPasswords passwords = passwords(call);
        return PersonalCall.ok(new All(
                AppPasswordServices.of(call.realm()),
                AppPasswords.MOST,
                passwords.all().stream().map(known -> shown(passwords, known)).toList()));
    }

    /** Makes one, which works at once. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response make(InputStream content) {
        PersonalCall call = PersonalCall.changing(session);
        call.requireAction(ACTION);
        call.requireBest();
        AppPasswordRequest wish = call.body(content, AppPasswordRequest.class);
        String name = wish.requiredName();
        String service = wish.requiredService(AppPasswordServices.of(call.realm()));
        Optional<Instant> end = wish.expiresAt();
        if (passwords(call).all().size() >= AppPasswords.MOST) {
            throw ProblemException.conflict(
                    "The person has " + AppPasswords.MOST + " app passwords, and no more are allowed.");
        }
        PersonsAppPasswords.Made made;
        try {
            made = passwords(call).make(name, service, end);
        } catch (ModelDuplicateException e) {
            throw call.undone(ProblemException.conflict("The person has another factor of this name."));
        }
        call.event(EventType.UPDATE_CREDENTIAL)
                .detail(Details.CREDENTIAL_TYPE, AppPasswords.TYPE)
                .detail(Details.CREDENTIAL_ID, made.credentialId())
                .success();
        return PersonalCall.created(new Made(
                made.credentialId(),
                made.password().grouped(),
                name,
                service,
                end.map(Instant::toString).orElse(null)));
    }

    /** Ends one, and the sessions that began by it. */
    @DELETE
    @Path("{id}")
    public Response end(@PathParam("id") String id) {
        PersonalCall call = PersonalCall.changing(session);
        call.requireBest();
        AppPasswordCredentialModel ended = passwords(call).all().stream()
                .filter(known -> known.getId().equals(id))
                .findFirst()
                .orElseThrow(AppPasswordsResource::noSuch);
        if (!CredentialRemoval.of(session, call.person(), id)) {
            throw noSuch();
        }
        // The listener that belongs to every realm ends its sessions, and records it.
        call.event(EventType.REMOVE_CREDENTIAL)
                .detail(Details.CREDENTIAL_TYPE, AppPasswords.TYPE)
                .detail(Details.CREDENTIAL_ID, id)
                .detail(Details.CREDENTIAL_USER_LABEL, ended.getUserLabel())
                .success();
        return PersonalCall.done();
    }

    private static ProblemException noSuch() {
        return ProblemException.notFound("The person has no such app password.");
    }

    /** For a service that somebody has given a name and a password. */
    @POST
    @Path("verify")
    @Consumes(MediaType.WILDCARD)
    public Response verify(InputStream content) {
        return new AppPasswordCheck(session).answer(content);
    }

    private static Shown shown(PersonsAppPasswords passwords, AppPasswordCredentialModel known) {
        Optional<AppPasswordUse> use = passwords.useOf(known.getId());
        return new Shown(
                known.getId(),
                Optional.ofNullable(known.getUserLabel()).orElse(""),
                known.service(),
                Instant.ofEpochMilli(Optional.ofNullable(known.getCreatedDate()).orElse(0L))
                        .toString(),
                known.expiresAt().map(Instant::toString).orElse(null),
                use.map(AppPasswordUse::uses).orElse(0L),
                use.map(it -> it.lastAt().toString()).orElse(null),
                use.map(AppPasswordUse::lastAddress).orElse(null));
    }

    private PersonsAppPasswords passwords(PersonalCall call) {
        return PersonsAppPasswords.of(session, call.realm(), call.person());
    }
}
