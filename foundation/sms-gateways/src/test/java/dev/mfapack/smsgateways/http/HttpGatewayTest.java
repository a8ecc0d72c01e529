package dev.mfapack.smsgateways.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.Handover.Kind;
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.smsgateways.Options;
import dev.mfapack.smsgateways.SmsGatewayProvider;
import dev.mfapack.smsgateways.transport.HttpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGatewayTest {

    private static final TextMessage MESSAGE =
            new TextMessage("m-1", new PhoneNumber("+4915123456789"), "123456 is your \"code\"\n@host #123456");

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(options().bindAddress("127.0.0.1").dynamicPort())
            .build();

    @Test
    void aMessageIsPostedAsJsonByDefault() {
        answer(202);

        assertThat(send(gateway())).isInstanceOf(Handover.Taken.class);
        PROVIDER.verify(
                exactly(1),
                postRequestedFor(urlEqualTo("/sms?account=7"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withRequestBody(equalToJson("""
                                {"id": "m-1", "to": "+4915123456789", "text": "123456 is your \\"code\\"\\n@host #123456"}
                                """)));
    }

    @Test
    void methodHeadersAndFormAreAsTheOperatorSaid() {
        answer(200);
        SmsGatewayProvider gateway = gateway(providerOptions()
                .with("method", "put")
                .with("content-type", "application/x-www-form-urlencoded")
                .with("headers", "Authorization: Bearer s3cret:with:colons|\nX-Sender:  Bank \r\n| |")
                .with("body", "To={to}&Body={text}&Ref={id}"));

        assertThat(send(gateway)).isInstanceOf(Handover.Taken.class);
        PROVIDER.verify(
                exactly(1),
                putRequestedFor(urlEqualTo("/sms?account=7"))
                        .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
                        .withHeader("Authorization", equalTo("Bearer s3cret:with:colons"))
                        .withHeader("X-Sender", equalTo("Bank"))
                        .withRequestBody(
                                equalTo("To=%2B4915123456789&Body=123456+is+your+%22code%22%0A%40host+%23123456"
                                        + "&Ref=m-1")));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void everySuccessMeansTaken(int status) {
        answer(status);

        assertThat(send(gateway())).isEqualTo(new Handover.Taken());
    }

    @ParameterizedTest
    @CsvSource({
        "400, ACCOUNT",
        "401, ACCOUNT",
        "402, ACCOUNT",
        "403, ACCOUNT",
        "404, ACCOUNT",
        "408, TROUBLE",
        "429, TROUBLE",
        "500, TROUBLE",
        "502, TROUBLE",
        "503, TROUBLE",
        "504, UNCERTAIN"
    })
    @DisplayName("I8: any other answer is a failure that names the status and what follows, sent once")
    void everyOtherAnswerIsAFailure(int status, Kind kind) {
        answer(status);

        assertThat(send(gateway())).isEqualTo(new Handover.Failed("http-" + status, kind));
        PROVIDER.verify(exactly(1), anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @DisplayName("C4: a redirect is never followed: it would carry the code elsewhere")
    void aRedirectIsNeverFollowed(int status) {
        PROVIDER.stubFor(any(urlEqualTo("/sms?account=7"))
                .willReturn(aResponse().withStatus(status).withHeader("Location", PROVIDER.url("/elsewhere"))));
        PROVIDER.stubFor(any(urlEqualTo("/elsewhere")).willReturn(aResponse().withStatus(200)));

        assertThat(send(gateway())).isEqualTo(new Handover.Failed("http-" + status, Kind.ACCOUNT));
        PROVIDER.verify(exactly(0), anyRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    @DisplayName("C4: what the provider answers is never repeated in the reason")
    void theAnswersTextIsNotRepeated() {
        PROVIDER.stubFor(
                any(anyUrl()).willReturn(aResponse().withStatus(400).withBody("cannot send 123456 to +4915123456789")));

        assertThat(send(gateway()).toString()).isEqualTo("Failed[reason=http-400, kind=ACCOUNT]");
    }

    @Test
    @DisplayName("I8: a provider that does not answer is given up after five seconds, and not asked again")
    void aProviderThatDoesNotAnswerIsGivenUp() {
        PROVIDER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withFixedDelay(9_000)));
        long before = System.nanoTime();

        assertThat(send(gateway())).isEqualTo(new Handover.Failed("read-timeout", Kind.UNCERTAIN));

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(4_900), Duration.ofMillis(7_500));
        PROVIDER.verify(exactly(1), anyRequestedFor(anyUrl()));
    }

    @Test
    @DisplayName("I8: a provider whose answer never ends holds no thread for ever")
    void anAnswerWithoutEndIsGivenUp() {
        PROVIDER.stubFor(any(anyUrl())
                .willReturn(aResponse().withStatus(200).withBody("x".repeat(20)).withChunkedDribbleDelay(20, 20_000)));
        long before = System.nanoTime();

        assertThat(send(gateway())).isEqualTo(new Handover.Failed("read-timeout", Kind.UNCERTAIN));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
    @DisplayName("I8: a connection that breaks is a failure, and the message is not sent a second time")
    void aConnectionThatBreaksIsAFailure(String fault) {
        PROVIDER.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.valueOf(fault))));

        assertThat(send(gateway())).isEqualTo(new Handover.Failed("connection-lost", Kind.UNCERTAIN));
        PROVIDER.verify(exactly(1), anyRequestedFor(anyUrl()));
    }

    @Test
    @DisplayName("I8: a provider that is not there is told at once")
    void aProviderThatIsNotThereIsAFailure() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }

        assertThat(send(gateway(new Options().with("url", "http://127.0.0.1:" + nobody + "/"))))
                .isEqualTo(new Handover.Failed("unreachable", Kind.TROUBLE));
        assertThat(send(gateway(new Options().with("url", "http://gateway.invalid/"))))
                .isEqualTo(new Handover.Failed("unreachable", Kind.TROUBLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    @DisplayName("I8: without an address nothing is sent, and that is said")
    void withoutAnAddressNothingIsSent(String blank) {
        Handover.Failed notConfigured = new Handover.Failed("not-configured", Kind.ACCOUNT);

        assertThat(send(gateway(new Options()))).isEqualTo(notConfigured);
        assertThat(send(gateway(new Options().with("url", blank)))).isEqualTo(notConfigured);
    }

    @Test
    @DisplayName("I8: a provider that does not speak TLS where it should is a failure before anything was sent")
    void aProviderThatDoesNotSpeakTlsIsAFailure() {
        Options plainSpoken = new Options().with("url", PROVIDER.url("/sms").replace("http:", "https:"));

        assertThat(send(gateway(plainSpoken)))
                .isInstanceOfSatisfying(
                        Handover.Failed.class,
                        failed -> assertThat(failed.reason()).isIn("tls-failed", "connection-lost"));
        PROVIDER.verify(exactly(0), postRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @CsvSource({
        "basic, Authorization, Basic dXNlcjpwdzox",
        "bearer, Authorization, Bearer pw:1",
        "header, X-Api-Key, key pw:1!"
    })
    void theSecretIsSentAsTheProviderWantsIt(String auth, String header, String value) {
        answer(200);
        Options options = providerOptions()
                .with("auth", auth)
                .with("username", "user")
                .with("auth-header", "X-Api-Key: key {secret}!")
                .with("secret", "pw:1");

        assertThat(send(gateway(options))).isEqualTo(new Handover.Taken());
        PROVIDER.verify(exactly(1), postRequestedFor(anyUrl()).withHeader(header, equalTo(value)));
    }

    @Test
    @DisplayName("I8: without the secret that the vault should hold nothing is sent, and another gateway may")
    void withoutTheVaultsSecretNothingIsSent() {
        HttpGatewayConfig config =
                HttpGatewayConfig.from(providerOptions().with("auth", "bearer").with("secret-vault-entry", "sms"));

        assertThat(send(new HttpGateway(config, new HttpTransport(), Optional::empty)))
                .isEqualTo(new Handover.Failed("secret-missing", Kind.ACCOUNT));
        PROVIDER.verify(exactly(0), anyRequestedFor(anyUrl()));
    }

    @Test
    void theOperatorSaysWhichStatusMeansTaken() {
        Options options = providerOptions().with("success-status", "202, 210-212");

        answer(211);
        assertThat(send(gateway(options))).isEqualTo(new Handover.Taken());
        answer(200);
        assertThat(send(gateway(options))).isEqualTo(new Handover.Failed("http-200", Kind.ACCOUNT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "{}", "{\"state\":{}}", "{\"state\":"})
    @DisplayName("I8: an answer that does not tell whether the message was taken sends it nowhere else")
    void anAnswerThatDoesNotTellIsUncertain(String body) {
        answer(200, body);

        assertThat(send(gateway(told()))).isEqualTo(new Handover.Failed("answer-unreadable", Kind.UNCERTAIN));
    }

    @ParameterizedTest
    @CsvSource({
        "queued, '', taken",
        "7, '', taken",
        "lost, bad-number, code-bad-number REFUSED",
        "lost, 12, code-12 TROUBLE",
        "lost, other, code-other ACCOUNT",
        "lost, '', not-taken ACCOUNT",
        "lost, 123456, not-taken ACCOUNT",
        "lost, code 123456 to +4915123456789, not-taken ACCOUNT"
    })
    @DisplayName("C4: what the provider tells decides, and is repeated only when it can be neither code nor number")
    void whatTheProviderTellsDecides(String state, String code, String expected) {
        answer(200, "{\"state\":\"" + state + "\",\"code\":\"" + code + "\",\"id\":\"abc-1\"}");

        Handover handover = send(gateway(told()));

        assertThat(handover instanceof Handover.Failed failed ? failed.reason() + " " + failed.kind() : "taken")
                .isEqualTo(expected);
        if (handover instanceof Handover.Taken taken) {
            assertThat(taken.providerId()).isEqualTo("abc-1");
        }
    }

    @Test
    void aCodeTellsMoreThanAStatusAndAnUnknownOneNoMore() {
        answer(400, "{\"code\":\"bad-number\"}");
        assertThat(send(gateway(told()))).isEqualTo(new Handover.Failed("code-bad-number", Kind.REFUSED));
        answer(503, "{\"code\":\"other\"}");
        assertThat(send(gateway(told()))).isEqualTo(new Handover.Failed("code-other", Kind.TROUBLE));
        answer(401, "{\"code\":7}");
        assertThat(send(gateway(told()))).isEqualTo(new Handover.Failed("code-7", Kind.ACCOUNT));
    }

    @Test
    @DisplayName("C4: an id that could be the text is not kept")
    void anIdThatCouldBeTheTextIsNotKept() {
        answer(200, "{\"state\":\"queued\",\"id\":\"123456 is your code\"}");

        assertThat(send(gateway(told()))).isEqualTo(new Handover.Taken());
    }

    @Test
    @DisplayName("I8: an answer without bounds does not fill the memory")
    void anAnswerWithoutBoundsIsCutOff() {
        answer(200, "{\"state\":\"queued\",\"more\":\"" + "x".repeat(200_000) + "\"}");

        assertThat(send(gateway(told()))).isEqualTo(new Handover.Failed("answer-unreadable", Kind.UNCERTAIN));
        assertThat(send(gateway())).isEqualTo(new Handover.Taken());
    }

    @Test
    void aThreadThatIsInterruptedGivesUpAndStaysInterrupted() {
        answer(200);
        Thread.currentThread().interrupt();

        assertThat(send(gateway())).isEqualTo(new Handover.Failed("interrupted", Kind.UNCERTAIN));
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void answer(int status) {
        PROVIDER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
    }

    private static void answer(int status, String body) {
        PROVIDER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private static Options told() {
        return providerOptions()
                .with("success-pointer", "/state")
                .with("success-values", "queued, 7")
                .with("id-pointer", "/id")
                .with("error-pointer", "/code")
                .with("errors-refused", "bad-number")
                .with("errors-trouble", "12,13");
    }

    private static Options providerOptions() {
        return new Options().with("url", PROVIDER.url("/sms?account=7"));
    }

    private static SmsGatewayProvider gateway() {
        return gateway(providerOptions());
    }

    private static SmsGatewayProvider gateway(Options options) {
        HttpGatewayConfig config = HttpGatewayConfig.from(options);
        Optional<String> secret =
                config.credentials().secret().map(given -> given.givenPlainly().orElseThrow());
        return new HttpGateway(config, new HttpTransport(), () -> secret.or(() -> Optional.of("")));
    }

    private static Handover send(SmsGatewayProvider gateway) {
        return gateway.send(MESSAGE);
    }
}
