package dev.mfapack.factors.level;

import dev.mfapack.core.level.Level;
import java.util.Map;
import java.util.Optional;
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

    private final KeycloakSession session;
    private final AuthenticationSessionModel authSession;

    public PendingEnrolment(KeycloakSession session, AuthenticationSessionModel authSession) {
        this.session = session;
        this.authSession = authSession;
    }

    public void demand(Level level, AuthenticationFlowContext context) {
        authSession.setAuthNote(LEVEL, String.valueOf(level.number()));
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

    /** The required actions that bind a factor for {@code level}, by credential type, in the flow's order. */
    public Map<String, String> choices(Level level) {
        return new FlowLevels(session, realm()).enrolmentActions(flow().getId(), level);
    }

    /** Whether the person has a factor for {@code level} by now. */
    public boolean isBound(Level level, UserModel user) {
        return PersonalFactors.levels(session, realm(), flow(), user).stream().anyMatch(it -> it.covers(level));
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
