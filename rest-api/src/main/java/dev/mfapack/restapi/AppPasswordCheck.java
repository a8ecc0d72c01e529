package dev.mfapack.restapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mfapack.core.apppassword.AppPasswords;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.factors.apppassword.AppPasswordAnswer;
import dev.mfapack.factors.apppassword.AppPasswordServices;
import dev.mfapack.factors.apppassword.PersonsAppPasswords;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.bruteforce.BruteForce;
import dev.mfapack.factors.hash.SecretHash;
import dev.mfapack.persistence.FlowStep;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Tells a service whether a name and a password are those of a person who made that app password for it. Whoever it is not reads the
 * same, and takes as long: one hash is computed whether there is such a person or not.
 */
final class AppPasswordCheck {

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * The question.
     *
     * @param username name or, where the realm lets people log in by it, email address
     * @param password as it was given
     * @param service for which it must have been made
     */
    record Question(
            @Nullable String username,
            @Nullable String password,
            @Nullable String service) {

        @Override
        public String toString() {
            return "Question[" + service + "]";
        }
    }

    /**
     * The answer.
     *
     * @param valid whether it is
     * @param user id of the person, if it is
     * @param username name of the person, if it is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            boolean valid, @Nullable String user, @Nullable String username) {

        static final Answer NO = new Answer(false, null, null);
    }

    private final KeycloakSession session;

    AppPasswordCheck(KeycloakSession session) {
        this.session = session;
    }

    Response answer(InputStream content) {
        ServiceCall call = ServiceCall.of(session);
        Question question = JsonBody.read(session, content, Question.class);
        String service = JsonBody.required(question.service(), "service");
        if (!AppPasswordServices.mayAsk(call.realm(), call.account(), service)) {
            throw ServiceCall.forbidden();
        }
        String username = JsonBody.required(question.username(), "username");
        String password = JsonBody.required(question.password(), "password");
        return PersonalCall.ok(person(call, username)
                .map(person -> answer(call, person, password, service))
                .orElseGet(() -> nobody(call, username)));
    }

    private Answer answer(ServiceCall call, UserModel person, String password, String service) {
        BruteForce bruteForce = BruteForce.of(session);
        Optional<String> lock = bruteForce.lock(person);
        if (lock.isPresent()) {
            Audit.of(session).failure(AuditType.LOCKED, person, AppPasswords.TYPE, List.of(lock.get()));
            event(call).user(person).error(lock.get());
            return noAfterAHash(call);
        }
        AppPasswordAnswer answer =
                PersonsAppPasswords.of(session, call.realm(), person).answer(password, service);
        if (answer instanceof AppPasswordAnswer.Accepted) {
            bruteForce.succeededPassword(person);
            return new Answer(true, person.getId(), person.getUsername());
        }
        bruteForce.failedPassword(person);
        event(call).user(person).error(Errors.INVALID_USER_CREDENTIALS);
        return answer instanceof AppPasswordAnswer.None ? noAfterAHash(call) : Answer.NO;
    }

    private Answer nobody(ServiceCall call, String username) {
        event(call).detail(Details.USERNAME, username).error(Errors.USER_NOT_FOUND);
        return noAfterAHash(call);
    }

    private Answer noAfterAHash(ServiceCall call) {
        SecretHash.ofNothing(session, call.realm(), AppPasswords.draw(RANDOM, Set.of()));
        return Answer.NO;
    }

    /** Of people alone, and of those who may log in. */
    private Optional<UserModel> person(ServiceCall call, String username) {
        return Optional.ofNullable(KeycloakModelUtils.findUserByNameOrEmail(session, call.realm(), username))
                .filter(UserModel::isEnabled)
                .filter(known -> known.getServiceAccountClientLink() == null);
    }

    private EventBuilder event(ServiceCall call) {
        return new EventBuilder(call.realm(), session, session.getContext().getConnection())
                .event(EventType.LOGIN)
                .client(call.service())
                .detail(Details.AUTH_METHOD, FlowStep.API)
                .detail(Details.CREDENTIAL_TYPE, AppPasswords.TYPE);
    }
}
