package dev.mfapack.realmtemplates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.ALTERNATIVE;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.CONDITIONAL;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.DISABLED;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.REQUIRED;

import dev.mfapack.realmtemplates.Flow.Config;
import dev.mfapack.realmtemplates.Flow.Execution;
import dev.mfapack.realmtemplates.Flow.Step;
import dev.mfapack.realmtemplates.Flow.SubFlow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

class SuccessorTest {

    private static final Flow TEMPLATE = flow(
            "MFA browser",
            step(ALTERNATIVE, "mfa-cookie"),
            step(ALTERNATIVE, "identity-provider-redirector"),
            sub(
                    ALTERNATIVE,
                    "MFA forms",
                    step(REQUIRED, "auth-username-password-form"),
                    step(REQUIRED, "mfa-required-level"),
                    step(ALTERNATIVE, "auth-otp-form")));

    private static final Step FORMS = sub(
            ALTERNATIVE,
            "forms",
            step(REQUIRED, "auth-username-password-form"),
            sub(CONDITIONAL, "2FA", step(REQUIRED, "conditional-user-configured"), step(ALTERNATIVE, "auth-otp-form")));

    @Test
    void keycloaksOwnFlowKeepsWhatStandsBesideTheForms() {
        Successor successor = successor(
                step(ALTERNATIVE, "auth-cookie"),
                step(DISABLED, "auth-spnego"),
                step(ALTERNATIVE, "identity-provider-redirector"),
                sub(ALTERNATIVE, "Organization", step(ALTERNATIVE, "organization")),
                FORMS);

        assertThat(Drawing.of(successor.flow())).isEqualTo("""
                MFA browser
                ├─ ALTERNATIVE mfa-cookie
                ├─ DISABLED    auth-spnego
                ├─ ALTERNATIVE identity-provider-redirector
                ├─ ALTERNATIVE MFA browser Organization
                │  └─ ALTERNATIVE organization
                └─ ALTERNATIVE MFA forms
                   ├─ REQUIRED    auth-username-password-form
                   ├─ REQUIRED    mfa-required-level
                   └─ ALTERNATIVE auth-otp-form""");
        assertThat(successor.lost()).isEmpty();
        assertThat(successor.unguarded()).hasSize(2).allMatch(Successor::isBrokering);
    }

    @Test
    void successorOfASuccessorIsTheSame() {
        Flow first = successor(
                        step(ALTERNATIVE, "auth-cookie"),
                        sub(ALTERNATIVE, "Organization", step(ALTERNATIVE, "organization")),
                        FORMS)
                .flow();

        Flow second =
                Successor.of(TEMPLATE, first, SuccessorTest::asksForPassword).flow();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void whatTheFlowDoesNotHaveIsNotAdded() {
        assertThat(successor(FORMS).flow().steps())
                .containsExactly(TEMPLATE.steps().get(2));
    }

    @Test
    void singleSignOnThatIsOffStaysOff() {
        assertThat(successor(step(DISABLED, "auth-cookie"), FORMS).flow().steps())
                .first()
                .isEqualTo(step(DISABLED, "mfa-cookie"));
    }

    @Test
    void settingsAreCarriedOverUnderANameOfTheirOwn() {
        Step redirector = new Execution(
                ALTERNATIVE,
                "identity-provider-redirector",
                new Config("to google", Map.of("defaultProvider", "google")));

        assertThat(successor(redirector, FORMS).flow().steps().get(0))
                .isEqualTo(new Execution(
                        ALTERNATIVE,
                        "identity-provider-redirector",
                        new Config("MFA browser to google", Map.of("defaultProvider", "google"))));
    }

    @Test
    void stepsThatAreLeftOutAreTold() {
        Successor successor = successor(
                step(ALTERNATIVE, "auth-cookie"),
                sub(
                        ALTERNATIVE,
                        "forms",
                        step(REQUIRED, "auth-username-form"),
                        step(REQUIRED, "captcha"),
                        step(DISABLED, "never-asked"),
                        step(REQUIRED, "auth-password-form")),
                sub(CONDITIONAL, "only from the office", step(REQUIRED, "deny-access-authenticator")));

        assertThat(successor.lost()).containsExactly("captcha", "only from the office");
    }

    /** Else a required step beside them would have Keycloak ignore the forms, and the decision with them. */
    @Test
    void nothingThatIsRequiredStandsBesideTheForms() {
        Flow flow = successor(
                        step(REQUIRED, "auth-username-password-form"),
                        step(REQUIRED, "terms"),
                        step(CONDITIONAL, "more"))
                .flow();

        assertThat(flow.steps()).extracting(Step::requirement).containsOnly(ALTERNATIVE);
    }

    /** Checks behind a login of any kind: cookie, redirector and forms stand one flow deeper. */
    @Test
    void cookieAndRedirectorAreFoundWithinTheForms() {
        Successor successor = successor(
                sub(
                        REQUIRED,
                        "login",
                        step(ALTERNATIVE, "auth-cookie"),
                        step(ALTERNATIVE, "identity-provider-redirector"),
                        FORMS),
                step(REQUIRED, "check"));

        assertThat(successor.flow()).isEqualTo(TEMPLATE);
        assertThat(successor.lost()).containsExactly("check");
    }

    @Test
    void otherWaysIntoTheRealmAreTold() {
        assertThat(successor(step(ALTERNATIVE, "auth-spnego"), FORMS).unguarded())
                .extracting(Successor::name)
                .containsExactly("auth-spnego");
    }

    @Test
    void twoFlowsOfOneShapeDoTheSameUnderOtherNames() {
        Flow other = TEMPLATE.renamed(alias -> alias + " (2)");

        assertThat(other.shape()).isEqualTo(TEMPLATE.shape());
        assertThat(TEMPLATE.with(List.of(FORMS)).shape()).isNotEqualTo(TEMPLATE.shape());
    }

    @Test
    void settingsBelongToTheShapeButAreNotShown() {
        Flow open = flow("odd", new Execution(REQUIRED, "radius", new Config("radius", Map.of("secret", "swordfish"))));
        Flow changed = flow("odd", new Execution(REQUIRED, "radius", new Config("radius", Map.of("secret", "carp"))));

        assertThat(open.shape()).isNotEqualTo(changed.shape());
        assertThat(Drawing.of(open)).doesNotContain("swordfish");
    }

    @Test
    void namesGetTheSmallestNumberThatMakesThemAllFree() {
        Flow named = FlowNames.free(TEMPLATE, List.of("MFA browser", "MFA forms (2)")::contains, alias -> false);

        assertThat(named.aliases()).containsExactly("MFA browser (3)", "MFA forms (3)");
        assertThat(FlowNames.isNumbered("MFA browser", named.alias())).isTrue();
        assertThat(FlowNames.isNumbered("MFA browser", "MFA browser of mine")).isFalse();
    }

    private static Successor successor(Step... bound) {
        return Successor.of(TEMPLATE, flow("browser", bound), SuccessorTest::asksForPassword);
    }

    private static boolean asksForPassword(Execution execution) {
        return List.of("auth-username-password-form", "auth-username-form", "auth-password-form")
                .contains(execution.provider());
    }

    private static Flow flow(String alias, Step... steps) {
        return new Flow(alias, "", "basic-flow", List.of(steps));
    }

    private static Step step(Requirement requirement, String provider) {
        return new Execution(requirement, provider, null);
    }

    private static Step sub(Requirement requirement, String alias, Step... steps) {
        return new SubFlow(requirement, null, flow(alias, steps));
    }
}
