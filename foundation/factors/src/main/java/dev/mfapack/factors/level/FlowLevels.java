package dev.mfapack.factors.level;

import dev.mfapack.core.level.Level;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.authenticators.conditional.ConditionalLoaAuthenticatorFactory;
import org.keycloak.authentication.authenticators.util.LoAUtil;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** Which level a flow gives to which credential type. What is disabled gives nothing. */
public final class FlowLevels {

    private final KeycloakSession session;
    private final RealmModel realm;

    public FlowLevels(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Credential types of the flow and its sub-flows, each with its level. */
    public Map<String, Level> ofCredentialTypes(String flowId) {
        Map<String, Level> levels = new HashMap<>();
        visit(
                flowId,
                Optional.empty(),
                (execution, level) -> factory(execution)
                        .map(AuthenticatorFactory::getReferenceCategory)
                        .ifPresent(type -> levels.put(type, level)));
        return levels;
    }

    /**
     * The required actions that bind a factor for {@code level} or above, by the credential type that they bind, in the flow's
     * order; only those that the realm has switched on.
     */
    public Map<String, String> enrolmentActions(String flowId, Level level) {
        Map<String, String> actions = new LinkedHashMap<>();
        visit(flowId, Optional.empty(), (execution, reached) -> {
            if (reached.covers(level)) {
                factory(execution)
                        .ifPresent(factory -> enrolmentAction(factory)
                                .ifPresent(action -> actions.put(factory.getReferenceCategory(), action)));
            }
        });
        return actions;
    }

    /** The level whose condition stands in this very flow, if one does. */
    public Optional<Level> ofFlow(String flowId) {
        return enabled(flowId).stream()
                .filter(execution ->
                        ConditionalLoaAuthenticatorFactory.PROVIDER_ID.equals(execution.getAuthenticator()))
                .findFirst()
                .map(execution -> realm.getAuthenticatorConfigById(execution.getAuthenticatorConfig()))
                .map(FlowLevels::levelIn)
                .flatMap(Level::ofNumber);
    }

    /** The level at which a step stands: that of its flow or of the nearest flow around it that has one. */
    public Optional<Level> ofExecution(AuthenticationExecutionModel execution) {
        String flowId = execution.getParentFlow();
        return ofFlow(flowId)
                .or(() -> Optional.ofNullable(realm.getAuthenticationExecutionByFlowId(flowId))
                        .flatMap(this::ofExecution));
    }

    private interface Visitor {
        void visit(AuthenticationExecutionModel execution, Level level);
    }

    private void visit(String flowId, Optional<Level> around, Visitor visitor) {
        Optional<Level> level = ofFlow(flowId).or(() -> around);
        for (AuthenticationExecutionModel execution : enabled(flowId)) {
            if (execution.isAuthenticatorFlow()) {
                visit(execution.getFlowId(), level, visitor);
            } else {
                level.ifPresent(known -> visitor.visit(execution, known));
            }
        }
    }

    private List<AuthenticationExecutionModel> enabled(String flowId) {
        return realm.getAuthenticationExecutionsStream(flowId)
                .filter(execution -> !execution.isDisabled())
                .toList();
    }

    private Optional<AuthenticatorFactory> factory(AuthenticationExecutionModel execution) {
        return Optional.ofNullable((AuthenticatorFactory) session.getKeycloakSessionFactory()
                .getProviderFactory(Authenticator.class, execution.getAuthenticator()));
    }

    private Optional<String> enrolmentAction(AuthenticatorFactory factory) {
        List<RequiredActionFactory> actions =
                session.getProvider(Authenticator.class, factory.getId()).getRequiredActions(session);
        return actions.stream()
                .map(RequiredActionFactory::getId)
                .filter(this::isOn)
                .findFirst();
    }

    private boolean isOn(String action) {
        RequiredActionProviderModel model = realm.getRequiredActionProviderByAlias(action);
        return model != null && model.isEnabled();
    }

    private static int levelIn(AuthenticatorConfigModel config) {
        Integer level = LoAUtil.getLevelFromLoaConditionConfiguration(config);
        return level == null ? 0 : level;
    }
}
