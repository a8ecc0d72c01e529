package dev.mfapack.smsgateways.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.Handover.Kind;
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.smsgateways.Options;
import dev.mfapack.smsgateways.transport.HttpTransport;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers have the form that the providers document. */
class PresetTest {

    private static final TextMessage MESSAGE = new TextMessage(
            "1c2a4b3e-0000-4000-8000-000000000001", new PhoneNumber("+447700900000"), "123456 is your code");

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(options().bindAddress("127.0.0.1").dynamicPort())
            .build();

    @Test
    void vonageTakesAFormAndNamesTheMessage() {
        answer(200, """
                {"message-count": "1",
                 "messages": [{"to": "447700900000", "message-id": "0C000000217B7F02", "status": "0",
                               "remaining-balance": "15.53590000", "message-price": "0.03330000", "network": "23410"}]}
                """);

        assertThat(send(vonage())).isEqualTo(new Handover.Taken("0C000000217B7F02"));
        PROVIDER.verify(
                exactly(1),
                postRequestedFor(urlEqualTo("/sms/json"))
                        .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
                        .withRequestBody(
                                equalTo(
                                        "api_key=abcd1234&api_secret=s3cret&from=Bank&to=447700900000&type=text"
                                                + "&client-ref=1c2a4b3e-0000-4000-8000-000000000001&text=123456+is+your+code")));
    }

    @ParameterizedTest
    @CsvSource({
        "1, Throttled, TROUBLE",
        "2, Missing to param, ACCOUNT",
        "4, Invalid credentials, ACCOUNT",
        "5, Internal error, TROUBLE",
        "6, Unroutable message, REFUSED",
        "7, Number barred, REFUSED",
        "9, Partner quota violation, ACCOUNT",
        "15, Illegal Sender Address, ACCOUNT",
        "29, Non White-listed Destination, ACCOUNT",
        "33, Number de-activated, REFUSED"
    })
    void vonageSaysNoWithTheStatus200(int code, String text, Kind kind) {
        answer(200, """
                {"message-count": "1", "messages": [{"status": "%d", "error-text": "%s"}]}
                """.formatted(code, text));

        assertThat(send(vonage())).isEqualTo(new Handover.Failed("code-" + code, kind));
    }

    @Test
    void vonagesAddressIsKnown() {
        assertThat(HttpGatewayConfig.from(new Options()
                                .with("preset", "vonage")
                                .with("username", "abcd1234")
                                .with("secret", "s3cret")
                                .with("from", "Bank"))
                        .url())
                .contains(URI.create("https://rest.nexmo.com/sms/json"));
    }

    @Test
    void infobipTakesJsonAndNamesTheMessage() {
        answer(200, """
                {"bulkId": "2034072219640523072",
                 "messages": [{"messageId": "1c2a4b3e-0000-4000-8000-000000000001", "destination": "447700900000",
                               "status": {"groupId": 1, "groupName": "PENDING", "id": 26, "name": "PENDING_ACCEPTED",
                                          "description": "Message sent to next instance"},
                               "details": {"messageCount": 1}}]}
                """);

        assertThat(send(infobip())).isEqualTo(new Handover.Taken("1c2a4b3e-0000-4000-8000-000000000001"));
        PROVIDER.verify(
                exactly(1),
                postRequestedFor(urlEqualTo("/sms/3/messages"))
                        .withHeader("Authorization", equalTo("App s3cret"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withRequestBody(equalToJson("""
                                {"messages": [{"sender": "Bank",
                                               "destinations": [{"to": "447700900000",
                                                                 "messageId": "1c2a4b3e-0000-4000-8000-000000000001"}],
                                               "content": {"text": "123456 is your code"}}]}
                                """)));
    }

    @ParameterizedTest
    @CsvSource({
        "6, REJECTED_NETWORK, ACCOUNT",
        "12, REJECTED_NOT_ENOUGH_CREDITS, ACCOUNT",
        "13, REJECTED_SENDER, ACCOUNT",
        "14, REJECTED_DESTINATION, REFUSED",
        "18, REJECTED_DESTINATION_NOT_REGISTERED, ACCOUNT",
        "21, REJECTED_SYSTEM_ERROR, TROUBLE",
        "52, REJECTED_INVALID_DESTINATION, REFUSED"
    })
    void infobipRejectsWithTheStatus200(int id, String name, Kind kind) {
        answer(200, """
                {"messages": [{"to": "447700900000", "messageId": "2250be2d4219-3af1-78856-aabe-1362af1edfd2",
                               "status": {"groupId": 5, "groupName": "REJECTED", "id": %d, "name": "%s",
                                          "description": "cannot send 123456"}}]}
                """.formatted(id, name));

        assertThat(send(infobip())).isEqualTo(new Handover.Failed("code-" + name, kind));
    }

    @Test
    void infobipRefusesAWrongKeyByStatus() {
        answer(401, """
                {"requestError": {"serviceException": {"messageId": "UNAUTHORIZED", "text": "Invalid login details"}}}
                """);

        assertThat(send(infobip())).isEqualTo(new Handover.Failed("http-401", Kind.ACCOUNT));
    }

    @Test
    void whatTheOperatorGivesIsStrongerThanThePreset() {
        answer(200, "{\"messages\": [{\"status\": \"0\"}]}");
        Options own = vonage().with("body", "k={username}&s={secret}&to={to}&text={text}&from=Own");

        assertThat(send(own)).isEqualTo(new Handover.Taken());
        PROVIDER.verify(
                exactly(1),
                postRequestedFor(urlEqualTo("/sms/json"))
                        .withRequestBody(
                                equalTo("k=abcd1234&s=s3cret&to=%2B447700900000&text=123456+is+your+code&from=Own")));
    }

    private static Options vonage() {
        return new Options()
                .with("preset", "vonage")
                .with("url", PROVIDER.url("/sms/json"))
                .with("username", "abcd1234")
                .with("secret", "s3cret")
                .with("from", "Bank");
    }

    private static Options infobip() {
        return new Options()
                .with("preset", "infobip")
                .with("url", PROVIDER.url("/sms/3/messages"))
                .with("secret", "s3cret")
                .with("from", "Bank");
    }

    private static void answer(int status, String body) {
        PROVIDER.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)));
    }

    private static Handover send(Options options) {
        return new HttpGateway(HttpGatewayConfig.from(options), new HttpTransport(), () -> Optional.of("s3cret"))
                .send(MESSAGE);
    }
}
