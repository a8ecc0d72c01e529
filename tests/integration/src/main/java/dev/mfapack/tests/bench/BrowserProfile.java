package dev.mfapack.tests.bench;

import java.util.List;
import java.util.Map;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chromium.HasCdp;

/** What a browser remembers of its person. */
public final class BrowserProfile {

    private BrowserProfile() {}

    /** Forgets everybody who has logged in with that browser: the cookies of all sites, and an empty page in its window. */
    public static void clear(WebDriver browser) {
        browser.get("about:blank");
        ((HasCdp) browser).executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    /** The cookies that would be sent to these addresses, those that scripts cannot read included. */
    @SuppressWarnings("unchecked")
    public static List<Cookie> cookies(WebDriver browser, String... addresses) {
        Map<String, Object> answer =
                ((HasCdp) browser).executeCdpCommand("Network.getCookies", Map.of("urls", List.of(addresses)));
        return ((List<Map<String, Object>>) answer.get("cookies"))
                .stream().map(BrowserProfile::cookie).toList();
    }

    private static Cookie cookie(Map<String, Object> fields) {
        return new Cookie.Builder(String.valueOf(fields.get("name")), String.valueOf(fields.get("value")))
                .domain(String.valueOf(fields.get("domain")))
                .path(String.valueOf(fields.get("path")))
                .isHttpOnly(Boolean.TRUE.equals(fields.get("httpOnly")))
                .isSecure(Boolean.TRUE.equals(fields.get("secure")))
                .build();
    }
}
