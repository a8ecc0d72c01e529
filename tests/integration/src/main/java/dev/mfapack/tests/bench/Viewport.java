package dev.mfapack.tests.bench;

import java.util.List;
import java.util.Map;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chromium.HasCdp;

/** How the page is looked at: in light or dark colours, on a wide or a narrow screen. */
public final class Viewport {

    private final WebDriver browser;
    private final HasCdp devTools;

    private Viewport(WebDriver browser) {
        this.browser = browser;
        this.devTools = (HasCdp) browser;
    }

    /** The viewport of that browser. */
    public static Viewport of(WebDriver browser) {
        return new Viewport(browser);
    }

    /** As if the person preferred dark colours. */
    public Viewport dark() {
        return colours("dark");
    }

    /** As if the person preferred light colours. */
    public Viewport light() {
        return colours("light");
    }

    /** A screen of that width in CSS pixels, high enough for a phone. */
    public Viewport width(int pixels) {
        devTools.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** The browser's own size and colours again. */
    public void reset() {
        devTools.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        devTools.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }

    /** By how many CSS pixels the page is wider than the screen; 0 when nobody has to scroll sideways. */
    public long overflow() {
        Object overflow = ((JavascriptExecutor) browser)
                .executeScript(
                        "const page = document.documentElement;"
                                + "return Math.max(0, Math.max(page.scrollWidth, document.body.scrollWidth) - page.clientWidth);");
        return ((Number) overflow).longValue();
    }

    private Viewport colours(String scheme) {
        devTools.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }
}
