package dev.mfapack.smsgateways.twilio;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.Handover.Kind;
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.smsgateways.transport.HttpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.provider.ProviderConfigProperty;

/** The answers have the form that Twilio documents. */
class TwilioGatewayTest {

    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final String KEY = "SK0123456789abcdef0123456789abcdef";
    private static final String SERVICE = "MG0123456789abcdef0123456789abcdef";
    private static final String MESSAGES = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json";
    private static final TextMessage MESSAGE =
            new TextMessage("m-1", new PhoneNumber("+4915123456789"), "123456 is your \"code\" & more\n@host #123456");

    @RegisterExtension
    static final WireMockExtension TWILIO = WireMockExtension.newInstance()
            .options(options().bindAddress("127.0.0.1").dynamicPort())
            .build();

    @Test
    void aMessageIsHandedOverWithTheAccountsToken() {
        answer(201, created("null"));

        assertThat(send(account())).isEqualTo(new Handover.Taken("SM0123456789abcdef0123456789abcdef"));
        TWILIO.verify(exactly(1), anyRequestedFor(anyUrl()));
        TWILIO.verify(
                exactly(1),
                postRequestedFor(urlEqualTo(MESSAGES))
                        .withBasicAuth(new BasicCredentials(ACCOUNT, "s3cret"))
                        .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
                        .withFormParam("To", equalTo("+4915123456789"))
                        .withFormParam("From", equalTo("+12015550123"))
                        .withFormParam("Body", equalTo(MESSAGE.text())));
    }

    @Test
    void anApiKeyAndAMessagingServiceWillDo() {
        answer(201, created("null"));
        Options options = new Options()
                .with("url", TWILIO.baseUrl() + "/")
                .with("account-sid", ACCOUNT)
                .with("api-key", KEY)
                .with("secret", "s3cret")
                .with("messaging-service", SERVICE);

        assertThat(send(options)).isInstanceOf(Handover.Taken.class);
        TWILIO.verify(
                exactly(1),
                postRequestedFor(urlEqualTo(MESSAGES))
                        .withBasicAuth(new BasicCredentials(KEY, "s3cret"))
                        .withFormParam("MessagingServiceSid", equalTo(SERVICE))
                        .withFormParam("From", WireMock.absent()));
    }

    @ParameterizedTest
    @CsvSource({
        "401, 20003, ACCOUNT",
        "400, 21211, REFUSED",
        "403, 21408, ACCOUNT",
        "400, 21606, ACCOUNT",
        "400, 21608, ACCOUNT",
        "400, 21610, REFUSED",
        "400, 21612, ACCOUNT",
        "400, 21614, REFUSED",
        "400, 21617, REFUSED",
        "429, 20429, TROUBLE",
        "400, 30001, TROUBLE",
        "400, 30002, ACCOUNT",
        "400, 30003, REFUSED",
        "400, 30004, REFUSED",
        "400, 30005, REFUSED",
        "400, 30006, REFUSED",
        "400, 30007, ACCOUNT",
        "400, 30008, TROUBLE",
        "403, 60410, REFUSED",
        "400, 99999, ACCOUNT",
        "429, 99999, TROUBLE"
    })
    @DisplayName("C4: Twilio's codes tell what follows, and its words are not repeated")
    void codesTellWhatFollows(int status, int code, Kind kind) {
        answer(status, """
                {"code": %d, "message": "cannot send 123456 to +4915123456789",
                 "more_info": "https://www.twilio.com/docs/errors/%d", "status": %d}
                """.formatted(code, code, status));

        assertThat(send(account())).isEqualTo(new Handover.Failed("code-" + code, kind));
        TWILIO.verify(exactly(1), anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @CsvSource({"30003, REFUSED", "30007, ACCOUNT", "30008, TROUBLE", "30410, UNCERTAIN", "39999, ACCOUNT"})
    void aMessageThatIsCreatedMayFailAtOnce(int code, Kind kind) {
        answer(201, created(Integer.toString(code)));

        assertThat(send(account())).isEqualTo(new Handover.Failed("code-" + code, kind));
    }

    @ParameterizedTest
    @CsvSource({
        "500, TROUBLE",
        "502, TROUBLE",
        "503, TROUBLE",
        "504, UNCERTAIN",
        "301, ACCOUNT",
        "307, ACCOUNT",
        "404, ACCOUNT"
    })
    @DisplayName("I8: an answer that is not Twilio's is a failure, and the request is not repeated")
    void anAnswerThatIsNotTwiliosIsAFailure(int status, Kind kind) {
        TWILIO.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Location", TWILIO.url("/elsewhere"))
                        .withBody("<html>sorry</html>")));

        assertThat(send(account())).isEqualTo(new Handover.Failed("http-" + status, kind));
        TWILIO.verify(exactly(1), anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]"})
    @DisplayName("I8: a success that cannot be read is uncertain")
    void aSuccessThatCannotBeReadIsUncertain(String body) {
        answer(201, body);

        assertThat(send(account())).isEqualTo(new Handover.Failed("answer-unreadable", Kind.UNCERTAIN));
    }

    @Test
    @DisplayName("I8: a connection that breaks is uncertain, one that never was is not")
    void troubleWithTheConnection() throws IOException {
        TWILIO.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        assertThat(send(account())).isEqualTo(new Handover.Failed("connection-lost", Kind.UNCERTAIN));
        TWILIO.verify(exactly(1), anyRequestedFor(anyUrl()));

        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        assertThat(send(account().with("url", "http://127.0.0.1:" + nobody)))
                .isEqualTo(new Handover.Failed("unreachable", Kind.TROUBLE));
    }

    @Test
    @DisplayName("I8: without the secret that the vault should hold nothing is sent")
    void withoutTheVaultsSecretNothingIsSent() {
        TwilioConfig config = TwilioConfig.from(account()).orElseThrow();

        assertThat(new TwilioGateway(config, new HttpTransport(), Optional::empty).send(MESSAGE))
                .isEqualTo(new Handover.Failed("secret-missing", Kind.ACCOUNT));
        TWILIO.verify(exactly(0), anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @CsvSource({
        "account-sid, s3cret, account-sid",
        "account-sid, ACs3cret/../0123456789abcdef01234567, account-sid",
        "account-sid, '', account-sid",
        "api-key, s3cret, api-key",
        "secret, '', secret",
        "secret-vault-entry, s3cret, secret",
        "from, '', from",
        "messaging-service, MG0123456789abcdef0123456789abcdef, from",
        "url, https://user:s3cret@api.twilio.com, url",
        "url, https://api.twilio.com/s3cret, url",
        "url, s3cret, url"
    })
    @DisplayName("C4: a bad option is refused at start, by name and without repeating its value")
    void aBadOptionIsRefusedAtStart(String option, String value, String named) {
        Options options = account().with("secret", "s3cret").with(option, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TwilioGatewayFactory().init(options))
                .withMessageStartingWith("mfa-sms-gateway twilio: ")
                .withMessageContaining(named)
                .withMessageNotContaining("s3cret")
                .withNoCause();
    }

    @Test
    void itIsConfiguredWhenTheOperatorGaveIt() {
        TwilioGatewayFactory factory = new TwilioGatewayFactory();

        factory.init(new Options());
        assertThat(factory.isConfigured()).isFalse();
        factory.init(account());
        assertThat(factory.isConfigured()).isTrue();
        assertThat(TwilioConfig.from(account()).orElseThrow().toString()).doesNotContain("s3cret");
    }

    @Test
    void noOptionIsNamedSoThatTheServerFixesItAtBuildTime() {
        assertThat(new TwilioGatewayFactory().getConfigMetadata())
                .extracting(ProviderConfigProperty::getName)
                .contains("account-sid")
                .noneMatch(name -> name.endsWith("-enabled") || name.endsWith("-provider"));
    }

    private static String created(String errorCode) {
        return """
                {"sid": "SM0123456789abcdef0123456789abcdef", "account_sid": "%s", "api_version": "2010-04-01",
                 "body": "123456 is your code", "date_created": "Thu, 24 Aug 2023 05:01:45 +0000",
                 "date_sent": "Thu, 24 Aug 2023 05:01:45 +0000", "date_updated": "Thu, 24 Aug 2023 05:01:45 +0000",
                 "direction": "outbound-api", "error_code": %s, "error_message": null, "from": "+12015550123",
                 "num_media": "0", "num_segments": "1", "price": null, "price_unit": null,
                 "messaging_service_sid": null, "status": "queued", "subresource_uris": {"media": "/x.json"},
                 "to": "+4915123456789", "uri": "/2010-04-01/Accounts/AC/Messages/SM.json"}
                """.formatted(ACCOUNT, errorCode);
    }

    private static void answer(int status, String body) {
        TWILIO.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)));
    }

    private static Options account() {
        return new Options()
                .with("url", TWILIO.baseUrl())
                .with("account-sid", ACCOUNT)
                .with("secret", "s3cret")
                .with("from", "+12015550123");
    }

    private static Handover send(Options options) {
        TwilioConfig config = TwilioConfig.from(options).orElseThrow();
        return new TwilioGateway(config, new HttpTransport(), config.secret()::givenPlainly).send(MESSAGE);
    }
}
