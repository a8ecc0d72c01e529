package dev.mfapack.realmtemplates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.realmtemplates.Setting.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.util.JsonSerialization;

/** The installer brings an existing realm to what the realm template is from the start. */
class TemplateTest {

    private final Template template = Template.load();
    private final RealmRepresentation realm = demoRealm();

    @Test
    void theFlowsAreThoseOfTheRealmTemplate() {
        assertThat(template.browserFlow().alias()).isEqualTo("MFA browser");
        assertThat(Drawing.of(template.browserFlow()))
                .contains("conditional-level-of-authentication 2, max age 900 s", "mfa-required-level", "mfa-sms");
        assertThat(template.resetFlow().alias()).isEqualTo("MFA reset credentials");
        assertThat(template.browserFlow().aliases().count()
                        + template.resetFlow().aliases().count())
                .isEqualTo(realm.getAuthenticationFlows().size());
    }

    @Test
    void levelsHaveTheSameNames() {
        LevelNames names = LevelNames.parse(realm.getAttributesOrEmpty().get("acr.loa.map"));

        assertThat(values(Kind.LEVEL_NAME)).isEqualTo(names.numbers());
    }

    @Test
    void passkeysAreHeldToTheSamePolicy() {
        assertThat(values(Kind.PASSKEY_POLICY))
                .containsEntry("user verification", realm.getWebAuthnPolicyPasswordlessUserVerificationRequirement())
                .containsEntry("discoverable credential", realm.getWebAuthnPolicyPasswordlessResidentKey())
                .containsEntry("attestation", realm.getWebAuthnPolicyPasswordlessAttestationConveyancePreference())
                .containsEntry("passkeys in the login form", "on");
        assertThat(values(Kind.SECURITY_KEY_POLICY))
                .containsEntry("attestation", realm.getWebAuthnPolicyAttestationConveyancePreference());
    }

    @Test
    void everyRequiredActionAndListenerOfThePackIsSwitchedOn() {
        List<String> ours = realm.getRequiredActions().stream()
                .map(RequiredActionProviderRepresentation::getProviderId)
                .filter(action -> action.startsWith("mfa-"))
                .toList();

        assertThat(values(Kind.REQUIRED_ACTION)).containsKeys(ours.toArray(String[]::new));
        assertThat(realm.getEventsListeners())
                .containsAll(values(Kind.EVENT_LISTENER).keySet());
    }

    @Test
    void everySettingHasAReasonAndWhatItIsMadeOf() {
        assertThat(template.settings()).allSatisfy(setting -> {
            assertThat(setting.why()).isNotBlank();
            assertThat(setting.value()).isNotBlank();
        });
        assertThat(values(Kind.CLIENT).keySet())
                .containsExactlyElementsOf(template.clients().stream()
                        .map(ClientRepresentation::getClientId)
                        .toList());
        assertThat(values(Kind.CLIENT_SCOPE).keySet())
                .containsExactlyInAnyOrderElementsOf(template.clientScopes().stream()
                        .map(ClientScopeRepresentation::getName)
                        .toList());
        assertThat(values(Kind.ATTRIBUTE).keySet()).allMatch(name -> name.startsWith("mfa."));
    }

    @Test
    void theVersionIsThePacks() {
        assertThat(template.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    private Map<String, String> values(Kind kind) {
        return template.settings().stream()
                .filter(setting -> setting.kind() == kind)
                .collect(Collectors.toMap(Setting::name, Setting::value));
    }

    private static RealmRepresentation demoRealm() {
        try (InputStream json = TemplateTest.class.getResourceAsStream("mfa-demo-realm.json")) {
            return JsonSerialization.readValue(Objects.requireNonNull(json), RealmRepresentation.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
