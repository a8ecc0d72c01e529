package dev.mfapack.authenticators.level;

import dev.mfapack.core.level.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.authenticators.conditional.ConditionalLoaAuthenticatorFactory;
import org.keycloak.authentication.authenticators.util.LoAUtil;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Which level a flow gives to which credential type. What is disabled gives nothing. */
final class FlowLevels {

    private final KeycloakSession session;
    private final RealmModel realm;

    FlowLevels(AuthenticationFlowContext context) {
        this.session = context.getSession();
        this.realm = context.getRealm();
    }

    /** Credential types of the flow and its sub-flows, each with its level. */
    Map<String, Level> ofCredentialTypes(String flowId) {
        Map<String, Level> levels = new HashMap<>();
        collect(flowId, Optional.empty(), levels);
        return levels;
    }

    /** The level whose condition stands in this very flow, if one does. */
    Optional<Level> ofFlow(String flowId) {
        return enabled(flowId).stream()
                .filter(execution ->
                        ConditionalLoaAuthenticatorFactory.PROVIDER_ID.equals(execution.getAuthenticator()))
                .findFirst()
                .map(execution -> realm.getAuthenticatorConfigById(execution.getAuthenticatorConfig()))
                .map(this::levelIn)
                .flatMap(Level::ofNumber);
    }

    private void collect(String flowId, Optional<Level> around, Map<String, Level> levels) {
        Optional<Level> level = ofFlow(flowId).or(() -> around);
        for (AuthenticationExecutionModel execution : enabled(flowId)) {
            if (execution.isAuthenticatorFlow()) {
                collect(execution.getFlowId(), level, levels);
            } else {
                level.ifPresent(known -> credentialType(execution).ifPresent(type -> levels.put(type, known)));
            }
        }
    }

    private List<AuthenticationExecutionModel> enabled(String flowId) {
        return realm.getAuthenticationExecutionsStream(flowId)
                .filter(execution -> !execution.isDisabled())
                .toList();
    }

    private Optional<String> credentialType(AuthenticationExecutionModel execution) {
        AuthenticatorFactory factory = (AuthenticatorFactory) session.getKeycloakSessionFactory()
                .getProviderFactory(Authenticator.class, execution.getAuthenticator());
        return Optional.ofNullable(factory).map(AuthenticatorFactory::getReferenceCategory);
    }

    private int levelIn(AuthenticatorConfigModel config) {
        Integer level = LoAUtil.getLevelFromLoaConditionConfiguration(config);
        return level == null ? 0 : level;
    }
}
