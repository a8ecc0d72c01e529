package dev.mfapack.realmtemplates;

import dev.mfapack.realmtemplates.Flow.Execution;
import dev.mfapack.realmtemplates.Flow.Step;
import dev.mfapack.realmtemplates.Flow.SubFlow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

/**
 * The flow that takes a bound flow's place: the template's cookie step and forms stand where the bound flow has its own, and
 * what else stands beside them is carried over in its order. What the bound flow does not have is not added to it.
 *
 * @param flow under the template's names
 * @param lost steps of the bound flow that the new one has not
 * @param unguarded steps that are carried over and end a login before the decision is come to
 */
record Successor(Flow flow, List<String> lost, List<Step> unguarded) {

    private static final Set<String> COOKIES = Set.of("auth-cookie", "mfa-cookie");
    private static final String REDIRECTOR = "identity-provider-redirector";
    private static final String ORGANIZATION = "organization";

    /** The decision and the levels do their work. */
    private static final Set<String> REPLACED = Set.of(
            "auth-username-form",
            "auth-password-form",
            "conditional-user-configured",
            "conditional-credential",
            "conditional-level-of-authentication");

    /**
     * Combines the two.
     *
     * @param asksForPassword whether an execution asks for a user name or a password; its sub-flow is the bound flow's forms
     */
    static Successor of(Flow template, Flow bound, Predicate<Execution> asksForPassword) {
        return new Combination(template, bound, asksForPassword).successor();
    }

    /** Steps of a flow that another one in its place does not have. */
    static List<String> lost(Flow former, Flow successor) {
        Set<String> kept = successor.executions().map(Execution::provider).collect(Collectors.toSet());
        return former.executions()
                .map(Execution::provider)
                .filter(provider -> !kept.contains(provider) && !REPLACED.contains(provider))
                .distinct()
                .toList();
    }

    private static final class Combination {

        private final Flow template;
        private final Flow bound;
        private final Predicate<Execution> asksForPassword;
        private final List<Step> steps = new ArrayList<>();
        private final Set<String> lost = new LinkedHashSet<>();
        private final List<Step> unguarded = new ArrayList<>();
        private boolean formsArePlaced;

        Combination(Flow template, Flow bound, Predicate<Execution> asksForPassword) {
            this.template = template;
            this.bound = bound;
            this.asksForPassword = asksForPassword;
        }

        Successor successor() {
            bound.steps().forEach(this::place);
            if (!formsArePlaced) {
                steps.add(forms());
            }
            return new Successor(template.with(steps), List.copyOf(lost), List.copyOf(unguarded));
        }

        private void place(Step step) {
            if (is(step, COOKIES)) {
                steps.add(step.isEnabled() ? cookie() : cookie().required(Requirement.DISABLED));
            } else if (isForms(step)) {
                placeForms(step);
            } else if (step.requirement() == Requirement.ALTERNATIVE) {
                carryOver(step);
                unguarded.add(step);
            } else if (step.requirement() == Requirement.DISABLED) {
                carryOver(step);
            } else {
                // Beside a step that is required Keycloak ignores all alternatives, the forms among them.
                lost.add(name(step));
            }
        }

        private void placeForms(Step former) {
            if (!formsArePlaced) {
                nested(former, COOKIES).ifPresent(step -> steps.add(cookie()));
                nested(former, Set.of(REDIRECTOR)).ifPresent(step -> {
                    carryOver(step.required(Requirement.ALTERNATIVE));
                    unguarded.add(step);
                });
                steps.add(forms());
                formsArePlaced = true;
            }
            Set<String> kept = template.executions().map(Execution::provider).collect(Collectors.toSet());
            Flow.executions(former)
                    .map(Execution::provider)
                    .filter(provider -> !kept.contains(provider)
                            && !REPLACED.contains(provider)
                            && !COOKIES.contains(provider)
                            && !provider.equals(REDIRECTOR))
                    .forEach(lost::add);
        }

        /** What stands in the former forms, and not beside them as well. */
        private Optional<Execution> nested(Step former, Set<String> providers) {
            boolean standsBeside = bound.steps().stream().anyMatch(step -> is(step, providers));
            return former instanceof SubFlow && !standsBeside
                    ? Flow.executions(former)
                            .filter(step -> is(step, providers))
                            .findFirst()
                    : Optional.empty();
        }

        private void carryOver(Step step) {
            steps.add(Flow.renamed(step, alias -> FlowNames.carriedOver(template.alias(), alias)));
        }

        private Step cookie() {
            return template.steps().stream()
                    .filter(step -> is(step, COOKIES))
                    .findFirst()
                    .orElseThrow();
        }

        private Step forms() {
            return template.steps().stream().filter(this::isForms).findFirst().orElseThrow();
        }

        private boolean isForms(Step step) {
            return step.isEnabled() && Flow.executions(step).anyMatch(asksForPassword);
        }

        private static boolean is(Step step, Set<String> providers) {
            return step instanceof Execution execution && providers.contains(execution.provider());
        }
    }

    /** What people call that step. */
    static String name(Step step) {
        return step instanceof SubFlow child ? child.flow().alias() : ((Execution) step).provider();
    }

    /** Whether an identity provider logs people in by that step. */
    static boolean isBrokering(Step step) {
        return Flow.executions(step)
                .anyMatch(execution -> execution.provider().equals(REDIRECTOR)
                        || execution.provider().equals(ORGANIZATION));
    }
}
