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
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.smsgateways.SmsGatewayProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
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
    @ValueSource(ints = {400, 401, 403, 404, 408, 429, 500, 502, 503, 504})
    @DisplayName("I8: any other answer is a failure that names the status, sent once")
    void everyOtherAnswerIsAFailure(int status) {
        answer(status);

        assertThat(send(gateway())).isEqualTo(new Handover.Failed("http-" + status));
        PROVIDER.verify(exactly(1), anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @DisplayName("C4: a redirect is never followed: it would carry the code elsewhere")
    void aRedirectIsNeverFollowed(int status) {
        PROVIDER.stubFor(any(urlEqualTo("/sms?account=7"))
                .willReturn(aResponse().withStatus(status).withHeader("Location", PROVIDER.url("/elsewhere"))));
        PROVIDER.stubFor(any(urlEqualTo("/elsewhere")).willReturn(aResponse().withStatus(200)));

        assertThat(send(gateway())).isEqualTo(new Handover.Failed("http-" + status));
        PROVIDER.verify(exactly(0), anyRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    @DisplayName("C4: what the provider answers is never repeated in the reason")
    void theAnswersTextIsNotRepeated() {
        PROVIDER.stubFor(
                any(anyUrl()).willReturn(aResponse().withStatus(400).withBody("cannot send 123456 to +4915123456789")));

        assertThat(send(gateway()).toString()).isEqualTo("Failed[reason=http-400]");
    }

    @Test
    @DisplayName("I8: a provider that does not answer is given up after five seconds, and not asked again")
    void aProviderThatDoesNotAnswerIsGivenUp() {
        PROVIDER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withFixedDelay(9_000)));
        long before = System.nanoTime();

        assertThat(send(gateway())).isEqualTo(new Handover.Failed("read-timeout"));

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

        assertThat(send(gateway())).isEqualTo(new Handover.Failed("read-timeout"));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
    @DisplayName("I8: a connection that breaks is a failure, and the message is not sent a second time")
    void aConnectionThatBreaksIsAFailure(String fault) {
        PROVIDER.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.valueOf(fault))));

        assertThat(send(gateway())).isEqualTo(new Handover.Failed("connection-lost"));
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
                .isEqualTo(new Handover.Failed("unreachable"));
        assertThat(send(gateway(new Options().with("url", "http://gateway.invalid/"))))
                .isEqualTo(new Handover.Failed("unreachable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    @DisplayName("I8: without an address nothing is sent, and that is said")
    void withoutAnAddressNothingIsSent(String blank) {
        Handover.Failed notConfigured = new Handover.Failed("not-configured");

        assertThat(send(gateway(new Options()))).isEqualTo(notConfigured);
        assertThat(send(gateway(new Options().with("url", blank)))).isEqualTo(notConfigured);
    }

    @Test
    void aThreadThatIsInterruptedGivesUpAndStaysInterrupted() {
        answer(200);
        Thread.currentThread().interrupt();

        assertThat(send(gateway())).isEqualTo(new Handover.Failed("interrupted"));
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void answer(int status) {
        PROVIDER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
    }

    private static Options providerOptions() {
        return new Options().with("url", PROVIDER.url("/sms?account=7"));
    }

    private static SmsGatewayProvider gateway() {
        return gateway(providerOptions());
    }

    private static SmsGatewayProvider gateway(Options options) {
        return new HttpGateway(HttpGatewayConfig.from(options));
    }

    private static Handover send(SmsGatewayProvider gateway) {
        return gateway.send(MESSAGE);
    }
}
