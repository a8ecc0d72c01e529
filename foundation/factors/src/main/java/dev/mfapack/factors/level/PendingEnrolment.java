package dev.mfapack.factors.level;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel;

/**
 * That this login must bind a factor before it may end: the decision notes it, the required action {@value #ACTION} sees to
 * it. The login ends only when the level has been proven in it; binding a factor proves nothing.
 */
public final class PendingEnrolment {

    /** Offers the factors that would do, and leads back to the flow when one is bound. */
    public static final String ACTION = "mfa-choose-factor";

    private static final String LEVEL = "mfa-enrol-level";
    private static final String FLOW = "mfa-enrol-flow";
    private static final String PATH = "mfa-enrol-path";
    private static final String MAY_PUT_OFF = "mfa-enrol-may-put-off";

    private final KeycloakSession session;
    private final AuthenticationSessionModel authSession;

    public PendingEnrolment(KeycloakSession session, AuthenticationSessionModel authSession) {
        this.session = session;
        this.authSession = authSession;
    }

    public void demand(Outcome.Enrol enrol, AuthenticationFlowContext context) {
        authSession.setAuthNote(LEVEL, String.valueOf(enrol.needed().number()));
        authSession.setAuthNote(MAY_PUT_OFF, String.valueOf(enrol.mayPutOff()));
        authSession.setAuthNote(FLOW, context.getTopLevelFlow().getId());
        authSession.setAuthNote(PATH, context.getFlowPath());
    }

    public void forget() {
        authSession.removeAuthNote(LEVEL);
    }

    /** The level that is still to be proven; empty when there is none. */
    public Optional<Level> outstanding() {
        String note = authSession.getAuthNote(LEVEL);
        if (note == null) {
            return Optional.empty();
        }
        int proven = new AcrStore(session, authSession).getLevelOfAuthenticationFromCurrentAuthentication();
        return Level.ofNumber(Integer.parseInt(note)).filter(level -> proven < level.number());
    }

    /** Whether the decision lets the person put it off. */
    public boolean mayPutOff() {
        return Boolean.parseBoolean(authSession.getAuthNote(MAY_PUT_OFF));
    }

    /** The required actions that bind a factor for {@code level}, by credential type, the strongest first. */
    public Map<String, String> choices(Level level) {
        FlowLevels levels = new FlowLevels(session, realm());
        Map<String, String> actions = levels.enrolmentActions(flow().getId(), level);
        Map<String, String> choices = new LinkedHashMap<>();
        actions.keySet().stream()
                .sorted(Strength.strongestFirst(levels.ofCredentialTypes(flow().getId())))
                .forEach(type -> choices.put(type, actions.get(type)));
        return choices;
    }

    /**
     * Whether the person has a factor for {@code level} by now.
     *
     * @param lost ids of credentials that do not count in this login
     */
    public boolean isBound(Level level, UserModel user, Set<String> lost) {
        return PersonalFactors.levels(session, realm(), flow(), user, lost).stream()
                .anyMatch(it -> it.covers(level));
    }

    /** Lets the flow run once more, for who has just logged in; gives its path. */
    public String backToTheFlow() {
        authSession.clearExecutionStatus();
        authSession.setAction(CommonClientSessionModel.Action.AUTHENTICATE.name());
        authSession.setAuthNote(AuthenticationProcessor.CURRENT_FLOW_PATH, authSession.getAuthNote(PATH));
        authSession.removeAuthNote(AuthenticationManager.FORCED_REAUTHENTICATION);
        return authSession.getAuthNote(PATH);
    }

    private RealmModel realm() {
        return authSession.getRealm();
    }

    private AuthenticationFlowModel flow() {
        return realm().getAuthenticationFlowById(authSession.getAuthNote(FLOW));
    }
}
