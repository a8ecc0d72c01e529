package dev.mfapack.factors.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BrowserTest {

    @Test
    void familyAndSystemAreTold() {
        assertThat(Browser.of("Firefox/145.0", "Windows")).isEqualTo(new Browser("Firefox", "Windows"));
        assertThat(Browser.of("Mobile Safari UI/WKWebView/18.1", "Mac OS X"))
                .isEqualTo(new Browser("Mobile Safari UI", "Mac OS X"));
    }

    @Test
    void whatNobodyKnowsIsEmpty() {
        assertThat(Browser.of("Other/Unknown", "Other")).isEqualTo(new Browser("", ""));
        assertThat(Browser.of("Unknown/Unknown", "Unknown")).isEqualTo(new Browser("", ""));
    }

    @Test
    @DisplayName("a made-up name carries neither an address nor a line of its own into a mail")
    void aMadeUpNameCarriesNoLink() {
        Browser made = Browser.of("see https:evil.test\r\nBcc: <b>" + "x".repeat(99), "<a href>");

        assertThat(made.name()).matches("[A-Za-z ]{1,40}").doesNotContain(".", ":");
        assertThat(made.system()).isEqualTo("a href");
    }
}
