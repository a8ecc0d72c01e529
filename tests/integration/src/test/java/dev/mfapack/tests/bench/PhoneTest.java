package dev.mfapack.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PhoneTest {

    private static final String NUMBER = "+4915112345678";

    private final Phone phone = Phone.shared();

    @BeforeEach
    void reset() {
        phone.reset();
    }

    @Test
    void findsTheCodeAlsoWhereTheLastLineRepeatsIt() throws Exception {
        assertThat(send("Your code is 123456.\\n\\n@example.org #123456")).isEqualTo(202);

        assertThat(phone.nextMessageTo(NUMBER).code()).isEqualTo("123456");
    }

    @Test
    void refusesToChooseBetweenTwoCodes() throws Exception {
        send("123456 or 654321");

        assertThatThrownBy(() -> phone.nextMessageTo(NUMBER).code()).isInstanceOf(AssertionError.class);
    }

    @Test
    void receivesNothingWhenTheGatewayFailsButCountsTheCall() throws Exception {
        phone.fail(503);

        assertThat(send("123456")).isEqualTo(503);
        assertThat(phone.messages()).isEmpty();
        assertThat(phone.requests()).isEqualTo(1);
    }

    @Test
    void refusesConnectionsWhenTheGatewayIsGoneAndComesBackAtTheSameAddress() throws Exception {
        phone.disappear();

        assertThatThrownBy(() -> send("123456")).isInstanceOf(ConnectException.class);
        phone.work();
        assertThat(send("123456")).isEqualTo(202);
    }

    @Test
    void keepsItsCallerWaitingWhenSlow() throws Exception {
        phone.beSlow(Duration.ofMillis(500));
        Instant begin = Instant.now();

        send("123456");

        assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    private int send(String text) throws IOException, InterruptedException {
        String json = "{\"id\":\"1\",\"to\":\"" + NUMBER + "\",\"text\":\"" + text + "\"}";
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(phone.gatewayUrl())
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
