package dev.mfapack.smsgateways.transport;

import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.Handover.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends one request, once. Never follows redirects: they would carry the code to an address that the operator did not name.
 * Never retries: a request that timed out may have been taken. Thread-safe.
 */
public final class HttpTransport {

    /** A login waits for nobody: a gateway that does not even accept a connection in this time counts as down. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Large providers answer in well under a second, and in five when they struggle; past this another way is better for the person. */
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(8);

    private static final Duration WHOLE_ANSWER = CONNECT_TIMEOUT.plus(READ_TIMEOUT);

    /** An answer to one message is a few hundred bytes. */
    private static final int LARGEST_ANSWER = 64 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            // Some plain http servers choke on the offer to switch to HTTP/2.
            .version(Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(Redirect.NEVER)
            .build();

    /** Sends the request, which gets our timeouts, and waits for the answer: 7 s at most. */
    public Exchange exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = send(request.timeout(READ_TIMEOUT).build());
            return new Exchange.Answered(response.statusCode(), response.body());
        } catch (HttpConnectTimeoutException e) {
            return unanswered("connect-timeout", Kind.TROUBLE);
        } catch (HttpTimeoutException e) {
            return unanswered("read-timeout", Kind.UNCERTAIN);
        } catch (ConnectException e) {
            return unanswered("unreachable", Kind.TROUBLE);
        } catch (SSLHandshakeException e) {
            return unanswered("tls-failed", Kind.TROUBLE);
        } catch (IOException e) {
            return unanswered("connection-lost", Kind.UNCERTAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unanswered("interrupted", Kind.UNCERTAIN);
        }
    }

    private static Exchange unanswered(String reason, Kind kind) {
        return new Exchange.Unanswered(new Handover.Failed(reason, kind));
    }

    /** The client's own timeout ends with the headers: a body that never ends would hold the thread for ever. */
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, head -> new LimitedText(LARGEST_ANSWER));
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
