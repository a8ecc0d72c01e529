package dev.mfapack.realmtemplates;

import dev.mfapack.realmtemplates.Undo.Written;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.AuthenticationFlowModel;

/** A plan that is ready to be applied, in the transaction that it was made in. */
public final class Draft {

    static final String FLOW = "flow";

    private record Step(Setting setting, Change change) {}

    private final RealmFlows flows;
    private final RealmSettings settings;
    private final Flow flow;
    private final boolean isNew;
    private final List<Step> steps;
    private final Plan plan;
    private final Reach reach;

    Draft(
            RealmFlows flows,
            RealmSettings settings,
            Flow flow,
            boolean isNew,
            List<Setting> wanted,
            List<String> warnings,
            Digest digest,
            Reach reach) {
        this.flows = flows;
        this.settings = settings;
        this.flow = flow;
        this.isNew = isNew;
        this.steps = steps(wanted);
        this.reach = reach;
        List<Change> changes = changes();
        changes.forEach(digest::add);
        warnings.forEach(digest::add);
        this.plan = new Plan(digest.hex(), changes, warnings);
    }

    /** What people read before they apply it. */
    public Plan plan() {
        return plan;
    }

    /** What {@link Installer#rollBack} needs; to be kept before anything is applied. */
    public String undo() {
        List<Written> written = steps.stream()
                .map(step -> new Written(
                        step.setting().kind(),
                        step.setting().name(),
                        step.change().before(),
                        step.setting().value()))
                .toList();
        return new Undo(isNew ? flow.alias() : null, written).json();
    }

    /**
     * Does it. The flow is built first and bound last; in between it is read back and looked through.
     *
     * @throws InstallationRefused when people could not log in by the flow, or the caller could not do so any more
     */
    public void apply() {
        flows.checkWayIn(isNew ? created() : flow);
        reach.beyond(flows.levels(flow)).ifPresent(beyond -> {
            throw new InstallationRefused("This would lock you out: " + beyond);
        });
        steps.forEach(step -> settings.write(
                step.setting().kind(), step.setting().name(), step.setting().value()));
    }

    private Flow created() {
        AuthenticationFlowModel created = flows.create(flow);
        Flow readBack = flows.read(created);
        if (!readBack.shape().equals(flow.shape())) {
            throw new InstallationRefused("The flow \"" + flow.alias() + "\" could not be built as it is drawn.");
        }
        return readBack;
    }

    private List<Step> steps(List<Setting> wanted) {
        List<Step> missing = new ArrayList<>();
        for (Setting setting : wanted) {
            String before = settings.read(setting.kind(), setting.name()).orElse(null);
            if (before == null || (!before.equals(setting.value()) && setting.replaces())) {
                missing.add(new Step(setting, setting.changeFrom(before)));
            }
        }
        return missing;
    }

    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        if (isNew) {
            changes.add(new Change(
                    FLOW, flow.alias(), null, Drawing.of(flow), "the decision stands in it, between the levels"));
        }
        steps.forEach(step -> changes.add(step.change()));
        return changes;
    }
}
