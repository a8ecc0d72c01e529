package dev.mfapack.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class TotpTest {

    /** RFC 6238, appendix B: the SHA-1 key; eight digits there, of which an app with six shows the last. */
    private static final String KEY = "12345678901234567890";

    @Test
    void showsTheCodesOfTheStandard() {
        assertThat(appAt(59).freshCode()).isEqualTo("287082");
        assertThat(appAt(1111111109).freshCode()).isEqualTo("081804");
        assertThat(appAt(20000000000L).freshCode()).isEqualTo("353130");
    }

    @Test
    void goesOneStepAheadRatherThanShowACodeTwice() {
        Totp app = appAt(29);

        assertThat(app.freshCode()).isEqualTo("755224");
        assertThat(app.freshCode()).isEqualTo("287082");
    }

    private static Totp appAt(long epochSecond) {
        return Totp.ofSecretData(KEY, Clock.fixed(Instant.ofEpochSecond(epochSecond), ZoneOffset.UTC));
    }
}
