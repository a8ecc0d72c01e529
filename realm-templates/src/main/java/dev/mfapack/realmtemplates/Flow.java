package dev.mfapack.realmtemplates;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

/**
 * An authentication flow with all that it holds.
 *
 * @param alias unique in its realm
 * @param provider {@code basic-flow}, or {@code form-flow} for a page of form actions
 * @param steps in their order
 */
record Flow(String alias, String description, String provider, List<Step> steps) {

    Flow {
        steps = List.copyOf(steps);
    }

    /** What stands in a flow. */
    sealed interface Step {

        Requirement requirement();

        Step required(Requirement requirement);

        default boolean isEnabled() {
            return requirement() != Requirement.DISABLED;
        }
    }

    /** One authenticator, condition or form action. */
    record Execution(
            Requirement requirement,
            String provider,
            @Nullable Config config) implements Step {

        @Override
        public Execution required(Requirement other) {
            return new Execution(other, provider, config);
        }
    }

    /** A flow within the flow; {@code provider} draws the page of a {@code form-flow}. */
    record SubFlow(Requirement requirement, @Nullable String provider, Flow flow) implements Step {

        @Override
        public SubFlow required(Requirement other) {
            return new SubFlow(other, provider, flow);
        }
    }

    /** Settings of an execution; {@code alias} is unique in the realm. */
    record Config(String alias, Map<String, String> values) {

        Config {
            values = Map.copyOf(values);
        }
    }

    Flow with(List<Step> others) {
        return new Flow(alias, description, provider, others);
    }

    /** The same flow without the executions of one provider. */
    Flow without(String unwanted) {
        return with(steps.stream()
                .filter(step -> !(step instanceof Execution execution
                        && execution.provider().equals(unwanted)))
                .map(step -> step instanceof SubFlow child
                        ? new SubFlow(
                                child.requirement(),
                                child.provider(),
                                child.flow().without(unwanted))
                        : step)
                .toList());
    }

    /** Every execution that can be come to: it is enabled, and so are all flows around it. */
    Stream<Execution> executions() {
        return steps.stream().filter(Step::isEnabled).flatMap(Flow::executions);
    }

    /** The executions of one step that is enabled. */
    static Stream<Execution> executions(Step step) {
        if (step instanceof SubFlow child) {
            return child.flow().executions();
        }
        return Stream.of((Execution) step);
    }

    /** The same flow under other names, its sub-flows' and settings' included. */
    Flow renamed(UnaryOperator<String> name) {
        return new Flow(
                name.apply(alias),
                description,
                provider,
                steps.stream().map(step -> renamed(step, name)).toList());
    }

    static Step renamed(Step step, UnaryOperator<String> name) {
        if (step instanceof SubFlow child) {
            return new SubFlow(
                    child.requirement(), child.provider(), child.flow().renamed(name));
        }
        Execution execution = (Execution) step;
        Config config = execution.config();
        return config == null
                ? execution
                : new Execution(
                        execution.requirement(),
                        execution.provider(),
                        new Config(name.apply(config.alias()), config.values()));
    }

    /** The names of the flow and of all flows in it. */
    Stream<String> aliases() {
        return Stream.concat(
                Stream.of(alias),
                steps.stream()
                        .flatMap(step ->
                                step instanceof SubFlow child ? child.flow().aliases() : Stream.empty()));
    }

    /** The names of all settings in the flow. */
    Stream<String> configAliases() {
        return steps.stream().flatMap(step -> {
            if (step instanceof SubFlow child) {
                return child.flow().configAliases();
            }
            Config config = ((Execution) step).config();
            return config == null ? Stream.empty() : Stream.of(config.alias());
        });
    }

    /**
     * What the flow does, without names: two flows of one shape log people in alike. It holds the settings' values, which may
     * be secret: for comparing, not for showing.
     */
    String shape() {
        StringBuilder shape = new StringBuilder();
        shapeInto(shape, 0);
        return shape.toString();
    }

    private void shapeInto(StringBuilder shape, int depth) {
        for (Step step : steps) {
            shape.append(" ".repeat(depth)).append(step.requirement()).append(' ');
            if (step instanceof SubFlow child) {
                shape.append(child.provider())
                        .append(' ')
                        .append(child.flow().provider())
                        .append('\n');
                child.flow().shapeInto(shape, depth + 1);
            } else {
                Execution execution = (Execution) step;
                Config config = execution.config();
                shape.append(execution.provider())
                        .append(' ')
                        .append(config == null ? Map.of() : new TreeMap<>(config.values()))
                        .append('\n');
            }
        }
    }
}
