package dev.mfapack.restapi;

import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.LevelInputs;
import dev.mfapack.core.limit.Permission;
import dev.mfapack.core.limit.Permission.Refused;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.level.BrowserFlow;
import dev.mfapack.factors.level.PersonalFactors;
import dev.mfapack.factors.limit.ApiLimits;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.utils.AcrUtils;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.util.TokenUtil;

/**
 * One call that a person makes through an app. Begin with {@link #reading} or {@link #changing}: nothing else stands between this API
 * and the world.
 */
final class PersonalCall {

    private final KeycloakSession session;
    private final AuthResult auth;

    private PersonalCall(KeycloakSession session, AuthResult auth) {
        this.session = session;
        this.auth = auth;
    }

    /**
     * A call that changes nothing.
     *
     * @throws ProblemException 401 or 403 when the token may not call, see {@link PersonalToken}
     */
    static PersonalCall reading(KeycloakSession session) {
        return new PersonalCall(session, PersonalToken.of(session).auth());
    }

    /**
     * A call that changes something: it is counted.
     *
     * @throws ProblemException 401 or 403 when the token may not call, 429 when there were too many calls
     */
    static PersonalCall changing(KeycloakSession session) {
        PersonalCall call = reading(session);
        call.requireNotTooMany();
        return call;
    }

    /**
     * @throws ProblemException 401 ({@code insufficient_user_authentication}, RFC 9470) unless the token shows the best that the
     *     person can prove, within 15 minutes; of somebody who has no factor yet, a login within 5 minutes
     */
    void requireBest() {
        Level best = best();
        Duration maxAge = best == Level.BASIC ? LevelInputs.FRESH_PASSWORD : LevelInputs.FRESH;
        if (!proof().satisfies(best, maxAge)) {
            audit().level(AuditType.STEP_UP, Outcome.FAILURE, person(), best, List.of("api"));
            throw insufficient(best, maxAge);
        }
    }

    /**
     * @throws ProblemException 403 unless the realm lets people bind a factor by this required action: what is switched off on its
     *     pages is switched off here
     */
    void requireAction(String alias) {
        RequiredActionProviderModel action = realm().getRequiredActionProviderByAlias(alias);
        if (action == null || !action.isEnabled()) {
            throw ProblemException.forbidden(
                    "The realm does not let people do this: its required action " + alias + " is not switched on.");
        }
    }

    /** What to answer somebody whose login is too weak or too old. */
    ProblemException insufficient(Level level, Duration maxAge) {
        String scheme = TokenUtil.TOKEN_TYPE_DPOP.equalsIgnoreCase(token().getType()) ? "DPoP" : "Bearer";
        return ProblemException.insufficient(scheme, acr(level), maxAge);
    }

    /** The realm's, or the client's own, name of a level: what the app asks for. */
    String acr(Level level) {
        return AcrUtils.getAcrLoaMap(client()).entrySet().stream()
                .filter(named -> named.getValue() == level.number())
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElseGet(() -> String.valueOf(level.number()));
    }

    /** The highest level that the person has a factor for. */
    Level best() {
        return PersonalFactors.levels(session, realm(), flow(), person()).stream()
                .max(Comparator.naturalOrder())
                .orElse(Level.BASIC);
    }

    CallerProof proof() {
        return CallerProof.of(auth);
    }

    /** The flow by which people log in to this app. */
    AuthenticationFlowModel flow() {
        return BrowserFlow.of(realm(), client());
    }

    /** What the call sends; see {@link JsonBody#read}. */
    <T> T body(@Nullable InputStream content, Class<T> type) {
        return JsonBody.read(session, content, type);
    }

    /** A Keycloak event about the person, in the session of the token. */
    EventBuilder event(EventType type) {
        return new EventBuilder(realm(), session, session.getContext().getConnection())
                .event(type)
                .client(client())
                .user(person())
                .session(userSession());
    }

    Audit audit() {
        return Audit.of(session);
    }

    /** Undoes what this call has written: Keycloak commits what stands when a refusal is thrown. */
    ProblemException undone(ProblemException refusal) {
        session.getTransactionManager().setRollbackOnly();
        return refusal;
    }

    KeycloakSession session() {
        return session;
    }

    RealmModel realm() {
        return session.getContext().getRealm();
    }

    UserModel person() {
        return auth.user();
    }

    ClientModel client() {
        return auth.client();
    }

    UserSessionModel userSession() {
        return auth.session();
    }

    /** The session of the client that calls. */
    AuthenticatedClientSessionModel clientSession() {
        return userSession().getAuthenticatedClientSessionByClient(client().getId());
    }

    AccessToken token() {
        return auth.token();
    }

    private void requireNotTooMany() {
        Permission permission = ApiLimits.of(session).beforeCalling(person(), client());
        if (permission instanceof Refused refused) {
            audit().failure(
                            refused.reason().recordedAs(),
                            person(),
                            null,
                            List.of(refused.reason().word()));
            Instant until = Objects.requireNonNull(refused.until(), "a limit of calls ends");
            throw ProblemException.tooMany(
                    Duration.between(KeycloakClock.INSTANCE.instant(), until), "There were too many calls.");
        }
    }

    /** An answer that nobody keeps. */
    static Response ok(Object entity) {
        return unkept(Response.ok(entity));
    }

    /** What was made is told, and nobody keeps the answer. */
    static Response created(Object entity) {
        return unkept(Response.status(Response.Status.CREATED).entity(entity));
    }

    /** Done, and nothing to tell. */
    static Response done() {
        return unkept(Response.noContent());
    }

    static Response unkept(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
