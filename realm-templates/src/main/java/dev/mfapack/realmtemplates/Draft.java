package dev.mfapack.realmtemplates;

import dev.mfapack.realmtemplates.Undo.Written;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationFlowModel;

/** A plan that is ready to be applied, in the transaction that it was made in. */
public final class Draft {

    private record Step(Setting setting, Change change) {}

    private final RealmFlows flows;
    private final RealmSettings settings;
    private final List<PlannedFlow> planned;
    private final List<Step> steps;
    private final Plan plan;
    private final Optional<String> beyondReach;

    /**
     * A draft.
     *
     * @param planned the flows that are bound by it
     * @param wanted in the order in which they are written, bindings last
     * @param seen what the plan depends on besides the changes
     * @param beyondReach what the caller could not prove by these flows
     */
    Draft(
            RealmFlows flows,
            RealmSettings settings,
            List<PlannedFlow> planned,
            List<Setting> wanted,
            List<String> warnings,
            Digest seen,
            Optional<String> beyondReach) {
        this.flows = flows;
        this.settings = settings;
        this.planned = planned;
        this.steps = wanted.stream().flatMap(this::step).toList();
        this.beyondReach = beyondReach;
        List<Change> changes = Stream.concat(
                        newFlows().map(PlannedFlow::change), steps.stream().map(Step::change))
                .toList();
        changes.forEach(seen::add);
        warnings.forEach(seen::add);
        this.plan = new Plan(seen.hex(), changes, warnings);
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
        return new Undo(newFlows().map(PlannedFlow::alias).toList(), written).json();
    }

    /**
     * Does it. Flows are built first and bound last; in between they are read back and looked through.
     *
     * @throws InstallationRefused when people could not log in any more, or the caller could not
     */
    public void apply() {
        beyondReach.ifPresent(beyond -> {
            throw new InstallationRefused("This would lock you out: " + beyond);
        });
        planned.forEach(this::build);
        steps.forEach(step -> settings.write(
                step.setting().kind(), step.setting().name(), step.setting().value()));
    }

    private void build(PlannedFlow wanted) {
        if (wanted.isNew()) {
            AuthenticationFlowModel created = flows.create(wanted.flow());
            if (!flows.read(created).shape().equals(wanted.flow().shape())) {
                throw new InstallationRefused("The flow \"" + wanted.alias() + "\" could not be built as it is drawn.");
            }
        }
        flows.checkWayIn(wanted.flow());
    }

    private Stream<PlannedFlow> newFlows() {
        return planned.stream().filter(PlannedFlow::isNew);
    }

    private Stream<Step> step(Setting setting) {
        String before = settings.read(setting.kind(), setting.name()).orElse(null);
        boolean isMissing = before == null || (!before.equals(setting.value()) && setting.replaces());
        return isMissing ? Stream.of(new Step(setting, setting.changeFrom(before))) : Stream.empty();
    }
}
