package dev.mfapack.realmtemplates;

import dev.mfapack.realmtemplates.Setting.Kind;
import dev.mfapack.realmtemplates.Undo.Written;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Brings the pack's flows, and what belongs to them, into one realm that is in use, and takes it out again. Works in the
 * caller's transaction, which must be rolled back when anything is thrown.
 */
public final class Installer {

    /** What the pack's steps begin with. */
    private static final String OURS = "mfa-";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Template template;
    private final RealmFlows flows;
    private final RealmSettings settings;

    /**
     * For one realm.
     *
     * @param email whether people may get codes by email; a realm whose flow holds them already keeps them
     */
    public Installer(KeycloakSession session, RealmModel realm, boolean email) {
        this.session = session;
        this.realm = realm;
        this.flows = new RealmFlows(session, realm);
        Template whole = Template.load();
        this.template = email || Template.holdsEmail(flows.read(realm.getBrowserFlow())) ? whole : whole.withoutEmail();
        this.settings = new RealmSettings(session, realm, template);
    }

    /** The version of the pack that this installer is of. */
    public String packVersion() {
        return template.version();
    }

    /**
     * What has to be done. Nothing is written.
     *
     * @param clients client ids: the flow is bound for these alone; empty: for the whole realm
     * @param apiClients client ids: these apps may call the REST API, beside those that may already; empty: no more than now
     * @param reach of the administrator who asks
     * @param smsCanBeSent whether the server knows where to hand text messages over
     * @throws InstallationRefused when the realm has no such client, or cannot be read
     */
    public Draft draft(List<String> clients, List<String> apiClients, Reach reach, boolean smsCanBeSent) {
        List<String> bound = List.copyOf(new TreeSet<>(clients));
        bound.forEach(this::checkClient);
        ApiApps apps = new ApiApps(realm, apiClients);
        apps.check();
        Flow former = flows.read(realm.getBrowserFlow());
        Flow formerReset = flows.read(realm.getResetCredentialsFlow());
        Successor successor = Successor.of(template.browserFlow(), former, flows::asksForPassword);
        PlannedFlow browser = flows.planned(successor.flow());
        PlannedFlow reset = flows.planned(template.resetFlow());
        Optional<String> beyondReach = reach.beyond(flows.levels(browser.flow()));

        Warnings warnings = new Warnings(session, realm, flows, settings);
        beyondReach.ifPresent(warnings::lockedOut);
        warnings.successor(successor);
        if (bound.isEmpty()) {
            warnings.reset(Successor.lost(formerReset, template.resetFlow()));
            warnings.overrides();
        } else {
            warnings.resetGoesRound();
        }
        template.settings().forEach(warnings::kept);
        warnings.surroundings(smsCanBeSent);
        warnings.apps(apps);

        return new Draft(
                flows,
                settings,
                bound.isEmpty() ? List.of(browser, reset) : List.of(browser),
                Stream.of(
                                template.settings().stream(),
                                apps.settings(),
                                bound.isEmpty() ? boundByRealm(browser, reset) : boundByClients(bound, browser))
                        .flatMap(settings -> settings)
                        .toList(),
                warnings.list(),
                Digest.of(
                        template.version(),
                        bound.toString(),
                        browser.flow().shape(),
                        former.shape(),
                        formerReset.shape()),
                beyondReach);
    }

    /**
     * Takes back what a draft has applied: each value that is still as it was written gets back the one before; what was
     * created and nobody uses since goes. What somebody has changed since stays, and is told.
     *
     * @param undo {@link Draft#undo()} of that draft
     * @throws InstallationRefused when the flow that was bound before is gone, or could not be logged in by any more
     */
    public RolledBack rollBack(String undo) {
        Undo taken = Undo.parse(undo);
        List<Change> changes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<Written> latestFirst = new ArrayList<>(taken.settings());
        Collections.reverse(latestFirst);
        latestFirst.forEach(written -> putBack(written, changes, warnings));
        Set<String> deleted = taken.createdFlows().stream()
                .filter(alias -> delete(alias, changes, warnings))
                .collect(Collectors.toSet());
        // The flow that is bound again may need a step that has gone from the server meanwhile.
        flows.checkSteps(flows.read(realm.getBrowserFlow()));
        flows.checkSteps(flows.read(realm.getResetCredentialsFlow()));
        warnings.addAll(remaining(deleted));
        return new RolledBack(changes, warnings);
    }

    private void checkClient(String clientId) {
        if (realm.getClientByClientId(clientId) == null) {
            throw new InstallationRefused("The realm has no client " + clientId + ".");
        }
    }

    private static Stream<Setting> boundByClients(List<String> clients, PlannedFlow browser) {
        return clients.stream()
                .map(client -> new Setting(
                        Kind.CLIENT_FLOW,
                        client,
                        browser.alias(),
                        null,
                        "people who log in to this client come to the decision"));
    }

    private Stream<Setting> boundByRealm(PlannedFlow browser, PlannedFlow reset) {
        Setting resetFlow = new Setting(
                Kind.RESET_FLOW,
                realm.getName(),
                reset.alias(),
                null,
                "a forgotten password is no way round the second factor");
        Setting browserFlow = new Setting(
                Kind.BROWSER_FLOW,
                realm.getName(),
                browser.alias(),
                null,
                "every login in a browser comes to the decision");
        return Stream.of(resetFlow, browserFlow);
    }

    private void putBack(Written written, List<Change> changes, List<String> warnings) {
        Kind kind = written.kind();
        String what = kind.words() + " " + written.name();
        String now = settings.read(kind, written.name()).orElse(null);
        if (!written.after().equals(now)) {
            if (now != null && !now.equals(written.before())) {
                warnings.add("Left as it is: " + what + " is " + now + " now, and not " + written.after()
                        + " as it was applied. Somebody has changed it since.");
            }
        } else if (written.before() == null && settings.isUsed(kind, written.name())) {
            warnings.add("Left as it is: " + what + " is used by others since.");
        } else {
            settings.write(kind, written.name(), written.before());
            changes.add(new Change(kind.words(), written.name(), now, written.before(), "as it was before"));
        }
    }

    private boolean delete(String alias, List<Change> changes, List<String> warnings) {
        AuthenticationFlowModel flow = realm.getFlowByAlias(alias);
        if (flow == null) {
            return false;
        }
        String drawing = Drawing.of(flows.read(flow));
        if (!flows.deleteUnlessUsed(flow)) {
            warnings.add("Left as it is: the flow \"" + alias + "\" is bound elsewhere since.");
            return false;
        }
        changes.add(new Change(PlannedFlow.WHAT, alias, drawing, null, "it was made for this"));
        return true;
    }

    /** What would break when the jar is taken away. Within this transaction the realm still lists what was deleted in it. */
    private List<String> remaining(Set<String> deleted) {
        return realm.getAuthenticationFlowsStream()
                .filter(flow -> flow.isTopLevel() && !deleted.contains(flow.getAlias()))
                .map(flows::read)
                .filter(flow -> flow.executions()
                        .anyMatch(execution -> execution.provider().startsWith(OURS)))
                .map(flow -> "The flow \"" + flow.alias()
                        + "\" still has steps of the pack. Bind another one where it is bound, and delete it, before the"
                        + " jar is taken away.")
                .sorted()
                .toList();
    }
}
