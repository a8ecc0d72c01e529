package dev.mfapack.realmtemplates;

import dev.mfapack.realmtemplates.Flow.Step;
import dev.mfapack.realmtemplates.Setting.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What an administrator should know before a plan is applied. */
final class Warnings {

    private static final String DECISION = "mfa-required-level";
    private static final String SMS_COUNTRIES = "mfa.sms.countries";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RealmFlows flows;
    private final RealmSettings settings;
    private final List<String> warnings = new ArrayList<>();

    Warnings(KeycloakSession session, RealmModel realm, RealmFlows flows, RealmSettings settings) {
        this.session = session;
        this.realm = realm;
        this.flows = flows;
        this.settings = settings;
    }

    List<String> list() {
        return List.copyOf(warnings);
    }

    void lockedOut(String beyondReach) {
        warnings.add("This would lock you out: " + beyondReach);
    }

    void successor(Successor successor) {
        successor.lost().forEach(step -> lost(realm.getBrowserFlow(), step));
        successor.unguarded().forEach(this::unguarded);
    }

    void reset(List<String> lost) {
        lost.forEach(step -> lost(realm.getResetCredentialsFlow(), step));
    }

    /** Keycloak has one such flow for all clients. */
    void resetGoesRound() {
        if (realm.isResetPasswordAllowed() && !hasDecision(realm.getResetCredentialsFlow())) {
            warnings.add(
                    "Resetting a password goes by the realm's own flow, for these clients as well, and the decision does"
                            + " not stand in it: whoever can read somebody's mail gets round the second factor.");
        }
    }

    void overrides() {
        realm.getClientsStream()
                .filter(this::goesRound)
                .map(ClientModel::getClientId)
                .sorted()
                .forEach(client -> warnings.add("The client " + client + " has a browser flow of its own, in which the"
                        + " decision does not stand: its logins go round MFA. Name it in a plan for clients, or take its"
                        + " override away."));
    }

    void surroundings(boolean smsCanBeSent) {
        if (!smsCanBeSent) {
            warnings.add("The server has no SMS gateway (--spi-mfa-sms-gateway--…): no code can be sent.");
        }
        if (Optional.ofNullable(realm.getAttribute(SMS_COUNTRIES)).orElse("").isBlank()) {
            warnings.add("NOTHING IS SENT by text message until the realm's attribute " + SMS_COUNTRIES
                    + " names the countries that texts may go to, such as DE,AT.");
        }
        if (!realm.isBruteForceProtected()) {
            warnings.add("Brute force detection is off in this realm: nothing counts wrong answers across logins.");
        }
    }

    void apps(ApiApps apps) {
        if (apps.areNone()) {
            warnings.add("NO APP CAN USE the MFA REST API yet: the realm's attribute " + ApiApps.ATTRIBUTE
                    + " names none. Name the apps that may (apiClients; bin/mfa-install --api-client ID).");
        }
    }

    private void lost(AuthenticationFlowModel bound, String step) {
        warnings.add("The bound flow \"" + bound.getAlias() + "\" has the step " + step
                + ", which the new flow does not carry over.");
    }

    private void unguarded(Step step) {
        if (!Successor.isBrokering(step)) {
            warnings.add("Whoever logs in by " + Successor.name(step)
                    + " is not asked for a second factor in that login: the decision stands behind the login form.");
        } else if (session.identityProviders().isIdentityFederationEnabled()) {
            warnings.add("Whoever comes from an identity provider (" + Successor.name(step)
                    + ") is not asked for a second factor in that login: the decision stands behind the login form.");
        }
    }

    private boolean goesRound(ClientModel client) {
        return Optional.ofNullable(
                        client.getAuthenticationFlowBindingOverride(AuthenticationFlowBindings.BROWSER_BINDING))
                .map(realm::getAuthenticationFlowById)
                .filter(flow -> !hasDecision(flow))
                .isPresent();
    }

    private boolean hasDecision(AuthenticationFlowModel flow) {
        return flows.read(flow).executions().anyMatch(step -> step.provider().equals(DECISION));
    }

    void kept(Setting setting) {
        settings.read(setting.kind(), setting.name())
                .filter(value -> setting.isTold() && !value.equals(setting.value()))
                .ifPresent(value -> warnings.add("Kept: " + setting.kind().words() + " " + setting.name() + " is "
                        + value + " in this realm, and not " + setting.value() + " as the pack means it ("
                        + setting.why() + ")."));
        if (setting.kind() == Kind.LEVEL_NAME) {
            LevelNames.parse(realm.getAttribute(Constants.ACR_LOA_MAP))
                    .othersFor(setting.value(), setting.name())
                    .forEach(other -> warnings.add("Level " + setting.value() + " has the name " + other
                            + " as well as " + setting.name() + ": a token may show either."));
        }
    }
}
