package dev.mfapack.realmtemplates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.core.limit.LimitPolicy;
import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.core.sms.SmsPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;

class DemoRealmTest {

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static JsonNode realm = STRICT.createObjectNode();

    @BeforeAll
    static void readTheRealm() throws IOException {
        try (InputStream json = DemoRealmTest.class.getResourceAsStream("mfa-demo-realm.json")) {
            realm = STRICT.readTree(Objects.requireNonNull(json));
        }
    }

    @Test
    void everyFieldIsOneThatKeycloakKnows() throws JsonProcessingException {
        RealmRepresentation representation = STRICT.treeToValue(realm, RealmRepresentation.class);

        assertThat(representation.getRealm()).isEqualTo("mfa-demo");
    }

    @Test
    @DisplayName("flow.md: the flow has exactly the shape that was tried")
    void theFlowHasExactlyTheShapeThatWasTried() {
        assertThat(realm.get("browserFlow").textValue()).isEqualTo("MFA browser");
        assertThat(drawn("MFA browser", ""))
                .containsExactly(
                        "ALTERNATIVE mfa-cookie",
                        "ALTERNATIVE identity-provider-redirector",
                        "ALTERNATIVE MFA forms",
                        "  CONDITIONAL MFA level 1",
                        "    REQUIRED conditional-level-of-authentication 1 for 31536000 s",
                        "    REQUIRED auth-username-password-form",
                        "  REQUIRED mfa-required-level",
                        "  CONDITIONAL MFA level 3",
                        "    REQUIRED conditional-level-of-authentication 3 for 900 s",
                        "    REQUIRED webauthn-authenticator-passwordless",
                        "    REQUIRED mfa-required-level",
                        "  CONDITIONAL MFA level 2",
                        "    REQUIRED conditional-level-of-authentication 2 for 900 s",
                        "    ALTERNATIVE webauthn-authenticator",
                        "    ALTERNATIVE auth-otp-form",
                        "    ALTERNATIVE mfa-sms",
                        "    ALTERNATIVE mfa-email",
                        "    ALTERNATIVE mfa-backup-codes");
    }

    @Test
    @DisplayName("V6.4.3: a password is reset by a link and the second factor")
    void aPasswordIsResetByALinkAndTheSecondFactor() {
        assertThat(realm.get("resetCredentialsFlow").textValue()).isEqualTo("MFA reset credentials");
        assertThat(drawn("MFA reset credentials", ""))
                .containsExactly(
                        "REQUIRED reset-credentials-choose-user",
                        "REQUIRED reset-credential-email",
                        "REQUIRED mfa-required-level",
                        "CONDITIONAL MFA reset level 3",
                        "  REQUIRED conditional-level-of-authentication 3 for 900 s",
                        "  REQUIRED webauthn-authenticator-passwordless",
                        "  REQUIRED mfa-required-level",
                        "CONDITIONAL MFA reset level 2",
                        "  REQUIRED conditional-level-of-authentication 2 for 900 s",
                        "  ALTERNATIVE webauthn-authenticator",
                        "  ALTERNATIVE auth-otp-form",
                        "  ALTERNATIVE mfa-sms",
                        "  ALTERNATIVE mfa-email",
                        "  ALTERNATIVE mfa-backup-codes",
                        "REQUIRED reset-password");
    }

    @Test
    void twoFlowsAreTopLevelAndEveryFlowAndConfigIsUsedOnce() {
        assertThat(flows().filter(flow -> flow.get("topLevel").booleanValue()).map(DemoRealmTest::alias))
                .containsExactly("MFA browser", "MFA reset credentials");
        assertThat(executions()
                        .filter(execution -> execution.has("flowAlias"))
                        .map(execution -> execution.get("flowAlias").textValue()))
                .containsExactlyInAnyOrderElementsOf(flows().map(DemoRealmTest::alias)
                        .filter(alias ->
                                !Set.of("MFA browser", "MFA reset credentials").contains(alias))
                        .toList());
        assertThat(executions()
                        .filter(execution -> execution.has("authenticatorConfig"))
                        .map(execution -> execution.get("authenticatorConfig").textValue()))
                .containsExactlyInAnyOrderElementsOf(elements(realm.get("authenticatorConfig"))
                        .map(DemoRealmTest::alias)
                        .toList());
    }

    @Test
    @DisplayName("S2: the levels have the names that apps ask by")
    void theLevelsHaveTheNamesThatAppsAskBy() throws JsonProcessingException {
        JsonNode levels = STRICT.readTree(realm.at("/attributes/acr.loa.map").textValue());

        assertThat(levels)
                .isEqualTo(STRICT.createObjectNode()
                        .put("basic", "1")
                        .put("mfa", "2")
                        .put("phr", "3"));
    }

    @Test
    @DisplayName("level 3 means that the passkey verified the person")
    void levelThreeMeansThatThePasskeyVerifiedThePerson() {
        assertThat(realm.get("webAuthnPolicyPasswordlessUserVerificationRequirement")
                        .textValue())
                .isEqualTo("required");
        assertThat(realm.get("webAuthnPolicyPasswordlessResidentKey").textValue())
                .isEqualTo("required");
    }

    @Test
    @DisplayName("T1: wrong passwords and codes are counted by the realm too")
    void bruteForceDetectionIsOn() {
        assertThat(realm.get("bruteForceProtected").booleanValue()).isTrue();
    }

    @Test
    void everyAttributeOfThePackIsOneThePolicyReads() {
        Set<String> known = new HashSet<>(LimitPolicy.ATTRIBUTES);
        known.addAll(SmsPolicy.ATTRIBUTES);
        known.addAll(Set.of(
                "mfa.code.digits",
                "mfa.code.lifetime-seconds",
                "mfa.code.attempts",
                "mfa.code.resend-wait-seconds",
                "mfa.phone.region",
                "mfa.mode",
                "mfa.level.roles",
                "mfa.level.clients",
                "mfa.level.habit",
                "mfa.level.beyond-reach"));
        Set<String> attributes = new HashSet<>();
        realm.get("attributes").fieldNames().forEachRemaining(attributes::add);

        assertThat(attributes).filteredOn(name -> name.startsWith("mfa.")).isSubsetOf(known);
        assertThat(PhoneNumber.isRegion(realm.at("/attributes/mfa.phone.region").textValue()))
                .isTrue();
    }

    @Test
    void everyStepOfThePackIsSwitchedOn() {
        assertThat(elements(realm.get("eventsListeners")).map(JsonNode::textValue))
                .contains("mfa-audit");
        assertThat(elements(realm.get("requiredActions"))
                        .filter(action -> action.get("enabled").booleanValue())
                        .map(action -> action.get("providerId").textValue()))
                .contains(
                        "mfa-choose-factor",
                        "mfa-enroll-sms",
                        "mfa-enroll-backup-codes",
                        "mfa-preferred-factor",
                        "CONFIGURE_TOTP",
                        "webauthn-register",
                        "webauthn-register-passwordless",
                        "delete_credential");
    }

    @Test
    @DisplayName("C5: the phones of the demo people are real numbers, and each is one person's")
    void thePhonesOfTheDemoPeopleAreRealNumbers() {
        List<String> numbers = phones().map(
                        phone -> json(phone.get("secretData")).get("number").textValue())
                .toList();

        assertThat(numbers)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allSatisfy(number -> assertThat(PhoneNumber.parse(number, "")).contains(new PhoneNumber(number)));
    }

    @Test
    @DisplayName("C4: what a browser may see of a phone is the masked form that enrolment would have stored")
    void whatABrowserMaySeeOfAPhoneIsMasked() {
        assertThat(phones()).allSatisfy(phone -> {
            String masked = json(phone.get("credentialData")).get("masked").textValue();
            String number = json(phone.get("secretData")).get("number").textValue();
            assertThat(masked).isEqualTo(new PhoneNumber(number).masked());
        });
    }

    private static List<String> drawn(String flow, String indent) {
        List<String> lines = new ArrayList<>();
        JsonNode drawn = flows().filter(candidate -> alias(candidate).equals(flow))
                .findFirst()
                .orElseThrow();
        elements(drawn.get("authenticationExecutions"))
                .sorted(Comparator.comparingInt(
                        execution -> execution.get("priority").intValue()))
                .forEach(execution -> {
                    String requirement = execution.get("requirement").textValue();
                    if (execution.get("authenticatorFlow").booleanValue()) {
                        String child = execution.get("flowAlias").textValue();
                        lines.add(indent + requirement + " " + child);
                        lines.addAll(drawn(child, indent + "  "));
                    } else {
                        lines.add(indent + requirement + " "
                                + execution.get("authenticator").textValue() + level(execution));
                    }
                });
        return lines;
    }

    private static String level(JsonNode execution) {
        if (!execution.has("authenticatorConfig")) {
            return "";
        }
        JsonNode config = elements(realm.get("authenticatorConfig"))
                .filter(candidate -> alias(candidate)
                        .equals(execution.get("authenticatorConfig").textValue()))
                .findFirst()
                .orElseThrow()
                .get("config");
        return " " + config.get("loa-condition-level").textValue() + " for "
                + config.get("loa-max-age").textValue() + " s";
    }

    private static Stream<JsonNode> phones() {
        return elements(realm.get("users"))
                .flatMap(user -> elements(user.get("credentials")))
                .filter(credential -> credential.get("type").textValue().equals("mfa-sms"));
    }

    private static Stream<JsonNode> flows() {
        return elements(realm.get("authenticationFlows"));
    }

    private static Stream<JsonNode> executions() {
        return flows().flatMap(flow -> elements(flow.get("authenticationExecutions")));
    }

    private static String alias(JsonNode node) {
        return node.get("alias").textValue();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode json(JsonNode text) {
        try {
            return STRICT.readTree(text.textValue());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
