package dev.mfapack.realmtemplates;

import dev.mfapack.realmtemplates.Flow.Config;
import dev.mfapack.realmtemplates.Flow.Execution;
import dev.mfapack.realmtemplates.Flow.Step;
import dev.mfapack.realmtemplates.Flow.SubFlow;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.ConfigurableAuthenticatorFactory;
import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.FormAuthenticator;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The flows of one realm, read and written whole. */
final class RealmFlows {

    /** Keycloak itself leaves gaps of ten. */
    private static final int PRIORITY_STEP = 10;

    private static final Set<String> LOGINS =
            Set.of(PasswordCredentialModel.TYPE, WebAuthnCredentialModel.TYPE_PASSWORDLESS);

    private final KeycloakSession session;
    private final RealmModel realm;

    RealmFlows(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    Flow read(AuthenticationFlowModel flow) {
        return new Flow(
                flow.getAlias(),
                Optional.ofNullable(flow.getDescription()).orElse(""),
                flow.getProviderId(),
                realm.getAuthenticationExecutionsStream(flow.getId())
                        .map(this::read)
                        .toList());
    }

    /** A flow that the realm has under that name, or under that name with a number; else the flow under names that are free. */
    PlannedFlow planned(Flow flow) {
        return find(flow)
                .map(present -> new PlannedFlow(read(present), false))
                .orElseGet(() -> new PlannedFlow(named(flow), true));
    }

    /** The bound one first, should there be several. */
    private Optional<AuthenticationFlowModel> find(Flow flow) {
        Set<String> bound = Set.of(
                realm.getBrowserFlow().getId(), realm.getResetCredentialsFlow().getId());
        return realm.getAuthenticationFlowsStream()
                .filter(candidate -> candidate.isTopLevel() && FlowNames.isNumbered(flow.alias(), candidate.getAlias()))
                .filter(candidate -> read(candidate).shape().equals(flow.shape()))
                .min(Comparator.comparing((AuthenticationFlowModel candidate) -> !bound.contains(candidate.getId()))
                        .thenComparing(AuthenticationFlowModel::getAlias));
    }

    private Flow named(Flow flow) {
        return FlowNames.free(
                flow,
                alias -> realm.getFlowByAlias(alias) != null,
                alias -> realm.getAuthenticatorConfigByAlias(alias) != null);
    }

    AuthenticationFlowModel create(Flow flow) {
        return create(flow, true);
    }

    /** Deletes the flow with all that it holds, unless something is bound to it. */
    boolean deleteUnlessUsed(AuthenticationFlowModel flow) {
        if (KeycloakModelUtils.isFlowUsed(session, realm, flow)) {
            return false;
        }
        KeycloakModelUtils.deepDeleteAuthenticationFlow(session, realm, flow, () -> {}, () -> {}, false);
        return true;
    }

    /**
     * Looks whether people can log in by the flow.
     *
     * @throws InstallationRefused when a step is not there on this server, or when there is no step that begins a login
     */
    void checkWayIn(Flow flow) {
        checkSteps(flow);
        if (flow.executions().noneMatch(execution -> isLogin(execution))) {
            throw new InstallationRefused("The flow \"" + flow.alias()
                    + "\" has no step that takes a password or a passkey: with it nobody could log in.");
        }
    }

    /**
     * Looks whether the server has all steps of the flow.
     *
     * @throws InstallationRefused when one is missing
     */
    void checkSteps(Flow flow) {
        flow.executions().forEach(execution -> {
            if (factory(execution.provider()).isEmpty()) {
                throw new InstallationRefused("The flow \"" + flow.alias() + "\" needs the step " + execution.provider()
                        + ", which this server does not have: with it nobody could log in.");
            }
        });
    }

    private boolean isLogin(Execution execution) {
        String category = category(execution);
        return category != null && LOGINS.contains(category);
    }

    boolean asksForPassword(Execution execution) {
        return PasswordCredentialModel.TYPE.equals(category(execution));
    }

    /** Which level the flow gives to which credential type. */
    Map<String, Integer> levels(Flow flow) {
        Map<String, Integer> levels = new HashMap<>();
        collectLevels(flow, 0, levels);
        return levels;
    }

    private void collectLevels(Flow flow, int around, Map<String, Integer> levels) {
        int level = flow.steps().stream()
                .filter(step -> step.isEnabled()
                        && step instanceof Execution execution
                        && execution.provider().equals("conditional-level-of-authentication"))
                .map(step -> ((Execution) step).config())
                .flatMap(config ->
                        Optional.ofNullable(config).map(it -> it.values().get("loa-condition-level")).stream())
                .map(Integer::valueOf)
                .findFirst()
                .orElse(around);
        for (Step step : flow.steps()) {
            if (step instanceof SubFlow child && child.isEnabled()) {
                collectLevels(child.flow(), level, levels);
            } else if (step instanceof Execution execution && execution.isEnabled() && level > 0) {
                String category = category(execution);
                if (category != null) {
                    levels.put(category, level);
                }
            }
        }
    }

    private @Nullable String category(Execution execution) {
        return factory(execution.provider())
                .map(ConfigurableAuthenticatorFactory::getReferenceCategory)
                .orElse(null);
    }

    private Optional<ConfigurableAuthenticatorFactory> factory(String provider) {
        KeycloakSessionFactory factories = session.getKeycloakSessionFactory();
        return Optional.<Object>ofNullable(factories.getProviderFactory(Authenticator.class, provider))
                .or(() -> Optional.ofNullable(factories.getProviderFactory(FormAuthenticator.class, provider)))
                .or(() -> Optional.ofNullable(factories.getProviderFactory(FormAction.class, provider)))
                .map(ConfigurableAuthenticatorFactory.class::cast);
    }

    private Step read(AuthenticationExecutionModel execution) {
        return execution.isAuthenticatorFlow()
                ? new SubFlow(
                        execution.getRequirement(),
                        execution.getAuthenticator(),
                        read(realm.getAuthenticationFlowById(execution.getFlowId())))
                : new Execution(
                        execution.getRequirement(),
                        execution.getAuthenticator(),
                        config(execution.getAuthenticatorConfig()));
    }

    private @Nullable Config config(@Nullable String id) {
        AuthenticatorConfigModel config = id == null ? null : realm.getAuthenticatorConfigById(id);
        return config == null
                ? null
                : new Config(
                        Optional.ofNullable(config.getAlias()).orElse(""),
                        config.getConfig().entrySet().stream()
                                .filter(entry -> entry.getValue() != null)
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private AuthenticationFlowModel create(Flow flow, boolean topLevel) {
        AuthenticationFlowModel model = new AuthenticationFlowModel();
        model.setAlias(flow.alias());
        model.setDescription(flow.description());
        model.setProviderId(flow.provider());
        model.setTopLevel(topLevel);
        model.setBuiltIn(false);
        AuthenticationFlowModel created = realm.addAuthenticationFlow(model);
        int priority = 0;
        for (Step step : flow.steps()) {
            priority += PRIORITY_STEP;
            AuthenticationExecutionModel execution = model(step);
            execution.setParentFlow(created.getId());
            execution.setRequirement(step.requirement());
            execution.setPriority(priority);
            realm.addAuthenticatorExecution(execution);
        }
        return created;
    }

    private AuthenticationExecutionModel model(Step step) {
        AuthenticationExecutionModel model = new AuthenticationExecutionModel();
        if (step instanceof SubFlow child) {
            model.setAuthenticatorFlow(true);
            model.setAuthenticator(child.provider());
            model.setFlowId(create(child.flow(), false).getId());
        } else {
            Execution execution = (Execution) step;
            model.setAuthenticator(execution.provider());
            Config config = execution.config();
            if (config != null) {
                model.setAuthenticatorConfig(create(config).getId());
            }
        }
        return model;
    }

    private AuthenticatorConfigModel create(Config config) {
        AuthenticatorConfigModel model = new AuthenticatorConfigModel();
        model.setAlias(config.alias());
        model.setConfig(new HashMap<>(config.values()));
        return realm.addAuthenticatorConfig(model);
    }
}
