package dev.mfapack.tests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A person without a browser: keeps cookies, follows redirects, fills forms. For what a browser is too slow for, such as many guesses at once or load.
 * Safe for use by several threads, which then share one person's cookies.
 */
public final class FormClient {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    private final CookieManager cookies = new CookieManager(new LocalCookies(), CookiePolicy.ACCEPT_ALL);
    private volatile HttpClient http = connected();

    /**
     * Opens new connections from now on, with the same cookies. One that was cut a moment ago may still look open, and a form that is sent on it is lost:
     * nobody may send a form twice.
     */
    public void reconnect() {
        http = connected();
    }

    private HttpClient connected() {
        return HttpClient.newBuilder()
                // As browsers without TLS do.
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    private final Map<String, String> headers;

    /** A browser that says nothing of itself. */
    public FormClient() {
        this(Map.of());
    }

    /** A browser, or a proxy before it, that sends these headers with each request. */
    public FormClient(Map<String, String> headers) {
        this.headers = Map.copyOf(headers);
    }

    /** Takes the cookies that another browser holds now but for one, as somebody who steals them does. */
    public FormClient withCookiesOf(FormClient other, String butFor) {
        CookieStore theirs = other.cookies.getCookieStore();
        theirs.getURIs()
                .forEach(uri -> theirs.get(uri).stream()
                        .filter(cookie -> !cookie.getName().equals(butFor))
                        .forEach(cookie -> cookies.getCookieStore().add(uri, cookie)));
        return this;
    }

    /** Opens an address. */
    public Page get(String uri) {
        return Page.of(now(sendRaw(HttpRequest.newBuilder(URI.create(uri)))));
    }

    /**
     * Sends the form that this CSS selector finds, its own fields as they stand, these ones beside or instead, and by its first button, as the Enter key
     * does.
     */
    public Page submit(Page page, String form, Map<String, String> fields) {
        return now(submitLater(page, form, fields));
    }

    /** As {@link #submit}, for an answer that may be no page: headers and body as they came. */
    public HttpResponse<String> submitForAnswer(Page page, String form, Map<String, String> fields) {
        return now(sendRaw(request(page, form, fields)));
    }

    /** As {@link #submit}, without waiting for the answer. */
    public CompletableFuture<Page> submitLater(Page page, String form, Map<String, String> fields) {
        return sendRaw(request(page, form, fields)).thenApply(Page::of);
    }

    private static HttpRequest.Builder request(Page page, String form, Map<String, String> fields) {
        Element element = page.html().selectFirst(form);
        if (element == null) {
            throw new AssertionError("No " + form + " on \"" + page.html().title() + "\" at " + page.uri());
        }
        Map<String, String> values = new LinkedHashMap<>();
        element.select("input[name]:not([type=checkbox]):not([type=submit])")
                .forEach(input -> values.put(input.attr("name"), input.val()));
        element.select("button[name]:not([name=''])").stream()
                .limit(1)
                .forEach(button -> values.put(button.attr("name"), button.val()));
        values.putAll(fields);
        return JsonHttp.form(URI.create(element.absUrl("action")), values);
    }

    private CompletableFuture<HttpResponse<String>> sendRaw(HttpRequest.Builder request) {
        headers.forEach(request::header);
        return http.sendAsync(request.timeout(ANSWER_LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static <T> T now(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException(e.getCause()));
        }
    }

    /**
     * Keycloak marks its cookies on localhost as secure, and browsers send them there without TLS too; the JDK does not.
     */
    private static final class LocalCookies implements CookieStore {

        private final CookieStore store = new CookieManager().getCookieStore();

        @Override
        public void add(URI uri, HttpCookie cookie) {
            cookie.setSecure(false);
            store.add(uri, cookie);
        }

        @Override
        public List<HttpCookie> get(URI uri) {
            return store.get(uri);
        }

        @Override
        public List<HttpCookie> getCookies() {
            return store.getCookies();
        }

        @Override
        public List<URI> getURIs() {
            return store.getURIs();
        }

        @Override
        public boolean remove(URI uri, HttpCookie cookie) {
            return store.remove(uri, cookie);
        }

        @Override
        public boolean removeAll() {
            return store.removeAll();
        }
    }

    /**
     * What came back.
     *
     * @param status of the last answer, behind all redirects
     * @param uri of the last answer
     * @param html parsed, links made absolute on demand
     */
    public record Page(int status, URI uri, Document html) {

        private static Page of(HttpResponse<String> response) {
            return new Page(
                    response.statusCode(),
                    response.uri(),
                    Jsoup.parse(response.body(), response.uri().toString()));
        }

        /** Whether such an element is on the page. */
        public boolean has(String selector) {
            return html.selectFirst(selector) != null;
        }

        /** The text of the first such element; empty when there is none. */
        public String text(String selector) {
            Element found = html.selectFirst(selector);
            return found == null ? "" : found.text();
        }
    }
}
