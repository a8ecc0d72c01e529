package dev.mfapack.smsgateways.http;

import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.smsgateways.SmsGatewayProvider;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hands a message over by one HTTP request. Any 2xx answer means taken. Never follows redirects: they would carry the code
 * to an address that the operator did not name. Never retries: a request that timed out may have been taken.
 */
final class HttpGateway implements SmsGatewayProvider {

    private static final Duration WHOLE_ANSWER = HttpGatewayConfig.CONNECT_TIMEOUT.plus(HttpGatewayConfig.READ_TIMEOUT);

    private final HttpGatewayConfig config;
    private final HttpClient client;

    HttpGateway(HttpGatewayConfig config) {
        this.config = config;
        this.client = HttpClient.newBuilder()
                // Some plain http servers choke on the offer to switch to HTTP/2.
                .version(Version.HTTP_1_1)
                .connectTimeout(HttpGatewayConfig.CONNECT_TIMEOUT)
                .followRedirects(Redirect.NEVER)
                .build();
    }

    @Override
    public Handover send(TextMessage message) {
        if (config.url().isEmpty()) {
            return new Handover.Failed("not-configured");
        }
        try {
            HttpResponse<Void> response = send(config.request(config.url().get(), message));
            return response.statusCode() / 100 == 2
                    ? new Handover.Taken()
                    : new Handover.Failed("http-" + response.statusCode());
        } catch (HttpConnectTimeoutException e) {
            return new Handover.Failed("connect-timeout");
        } catch (HttpTimeoutException e) {
            return new Handover.Failed("read-timeout");
        } catch (ConnectException e) {
            return new Handover.Failed("unreachable");
        } catch (IOException e) {
            return new Handover.Failed("connection-lost");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Handover.Failed("interrupted");
        }
    }

    /** The client's own timeout ends with the headers: a body that never ends would hold the thread for ever. */
    private HttpResponse<Void> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, BodyHandlers.discarding());
        try {
            return answer.get(WHOLE_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException trouble ? trouble : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("the answer has no end");
        } finally {
            answer.cancel(true);
        }
    }
}
