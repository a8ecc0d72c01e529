package dev.mfapack.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientHintsTest {

    private static final String CHROME =
            "\"Chromium\";v=\"140\", \"Not=A?Brand\";v=\"24\", \"Google Chrome\";v=\"140\"";
    private static final String CHROME_LATER =
            "\"Google Chrome\";v=\"141\", \"Chromium\";v=\"141\", \"Not?A_Brand\";v=\"8\"";

    @Test
    void theSameBrowserSaysTheSameInItsNextVersion() {
        Observed<String> now = ClientHints.of(CHROME, "\"Windows\"", "?0");

        assertThat(now).isEqualTo(Observed.of("Chromium,Google Chrome|\"Windows\"|?0"));
        assertThat(ClientHints.of(CHROME_LATER, "\"Windows\"", "?0")).isEqualTo(now);
        assertThat(ClientHints.of(CHROME, "\"Linux\"", "?0")).isNotEqualTo(now);
    }

    @Test
    void whatIsNotSentIsUnknown() {
        assertThat(ClientHints.of(null, null, null)).isEqualTo(Observed.unknown(Why.NOT_SENT));
        assertThat(ClientHints.of(null, "\"Android\"", null)).isEqualTo(Observed.of("|\"Android\"|"));
    }

    @Test
    void whatIsLongerThanAnythingThatIsMeantIsUnknown() {
        String huge = "\"x\";v=\"1\",".repeat(1000);

        assertThat(ClientHints.of(huge, null, null)).isEqualTo(Observed.unknown(Why.TOO_LONG));
        assertThat(ClientHints.of(null, "x".repeat(10_000), null)).isEqualTo(Observed.unknown(Why.TOO_LONG));
    }
}
