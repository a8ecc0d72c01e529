package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.RelyingParty.Tokens;
import dev.mfapack.tests.bench.Totp;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.client.ApiClient;
import dev.mfapack.tests.client.ApiException;
import dev.mfapack.tests.client.api.DefaultApi;
import dev.mfapack.tests.client.model.AppPasswordMade;
import dev.mfapack.tests.client.model.AppPasswordRequest;
import dev.mfapack.tests.client.model.AppPasswords;
import dev.mfapack.tests.client.model.BackupCodesMade;
import dev.mfapack.tests.client.model.BeginPasskeyRegistration200Response;
import dev.mfapack.tests.client.model.Factor;
import dev.mfapack.tests.client.model.Problem;
import dev.mfapack.tests.client.model.Status;
import dev.mfapack.tests.client.model.TotpBound;
import dev.mfapack.tests.client.model.TotpProof;
import dev.mfapack.tests.client.model.TotpSetup;
import dev.mfapack.tests.client.model.Verified;
import dev.mfapack.tests.client.model.VerifyRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An app whose developer wrote none of the calls: a client that openapi-generator made of the description, against the real server. */
@BrowserSuite
class GeneratedClientIT {

    /** The client sends {@code null} as JSON, which is something. */
    private static final Map<String, String> NOTHING = Map.of();

    @ArquillianResource
    private KeycloakNode node;

    private RealmAdmin realm;
    private RelyingParty app;

    @BeforeEach
    void realmWithAnAppThatIsLetIn() {
        realm = MfaDemo.withPrograms(node, "cron");
        MfaDemo.withoutNotices(realm);
        realm.withoutBruteForceProtection();
        realm.attribute("mfa.api.clients", "sample-app");
        RestStatus.letIn(realm, "sample-app");
        app = RelyingParty.existing(realm, "sample-app");
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName(
            "binds an authenticator app, reads the refusal that asks for more, proves it, and makes what needs the best")
    void aGeneratedClientDoesAllOfIt() throws ApiException, IOException {
        realm.createPerson("nora", "demo");
        Tokens tokens = Walker.named("nora", "demo")
                .walk(app.login().scope("mfa").begin())
                .tokens();
        DefaultApi api = api(tokens);
        Status status = api.status();
        assertThat(status.getFactors()).isEmpty();
        assertThat(status.getLevel()).isEqualTo(Status.LevelEnum.NUMBER_1);
        assertThat(status.getBackupCodes()).isNull();
        assertThat(status.getProvenAt()).containsKey("1");

        TotpSetup setup = api.totpSetup(NOTHING);
        Totp totp = Totp.ofBase32(setup.getSecret());
        assertThat(setup.getType()).isEqualTo(TotpSetup.TypeEnum.TOTP);
        TotpBound bound = api.totpVerify(new TotpProof().code(totp.freshCode()).label("my phone"));
        assertThat(api.status().getFactors()).extracting(Factor::getId).containsExactly(bound.getCredential());

        ApiException refused = catchThrowableOfType(ApiException.class, () -> api.makeBackupCodes(NOTHING));
        assertThat(refused.getCode()).isEqualTo(401);
        Problem problem = new ApiClient().getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
        assertThat(problem.getType()).isEqualTo("urn:mfa-pack:problem:insufficient-user-authentication");
        assertThat(problem.getAcrValues()).isEqualTo("mfa");
        assertThat(problem.getMaxAge()).isEqualTo(900);

        Verified verified = api.verify(
                new VerifyRequest().method(VerifyRequest.MethodEnum.TOTP).code(totp.freshCode()));
        assertThat(verified.getAcr()).isEqualTo("mfa");
        DefaultApi raised = api(app.refresh(tokens).tokens());
        BackupCodesMade codes = raised.makeBackupCodes(NOTHING);
        assertThat(codes.getCodes()).hasSize(10);
        assertThat(raised.backupCodes().getLeft()).isEqualTo(10);

        AppPasswordMade made = raised.makeAppPassword(
                new AppPasswordRequest().name("job").service("cron").until(LocalDate.parse("2099-12-31")));
        assertThat(made.getPassword()).isNotBlank();
        AppPasswords known = raised.appPasswords();
        assertThat(known.getServices()).containsExactly("cron");
        assertThat(known.getAppPasswords()).singleElement().satisfies(it -> {
            assertThat(it.getId()).isEqualTo(made.getId());
            assertThat(it.getUses()).isZero();
        });
        raised.endAppPassword(made.getId());
        assertThat(raised.appPasswords().getAppPasswords()).isEmpty();

        BeginPasskeyRegistration200Response begun = raised.beginPasskeyRegistration(NOTHING);
        assertThat(begun.getPublicKey().getRp().getId()).isEqualTo("localhost");
        assertThat(begun.getPublicKey().getChallenge()).hasSizeGreaterThan(20);
        assertThat(raised.passkeys()).isEmpty();
    }

    private DefaultApi api(Tokens tokens) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(node.publicUri() + "/realms/" + realm.name() + "/mfa/v1");
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + tokens.accessToken()));
        return new DefaultApi(client);
    }
}
