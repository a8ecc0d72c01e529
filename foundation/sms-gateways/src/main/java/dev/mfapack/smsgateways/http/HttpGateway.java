package dev.mfapack.smsgateways.http;

import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.smsgateways.SmsGatewayProvider;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;

/**
 * Hands a message over by one HTTP request. Any 2xx answer means taken. Never follows redirects: they would carry the code
 * to an address that the operator did not name. Never retries: a request that timed out may have been taken.
 */
final class HttpGateway implements SmsGatewayProvider {

    private final HttpGatewayConfig config;
    private final HttpClient client;

    HttpGateway(HttpGatewayConfig config) {
        this.config = config;
        this.client = HttpClient.newBuilder()
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
            HttpResponse<Void> response = client.send(request(config.url().get(), message), BodyHandlers.discarding());
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

    private HttpRequest request(URI url, TextMessage message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(HttpGatewayConfig.READ_TIMEOUT)
                .header("Content-Type", config.contentType())
                .method(config.method(), BodyPublishers.ofString(config.body().fill(message)));
        config.headers().forEach(header -> request.setHeader(header.name(), header.value()));
        return request.build();
    }
}
