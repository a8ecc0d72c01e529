package dev.mfapack.tests.bench;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** An authenticator app with one account: Keycloak's defaults, six digits every 30 seconds by HMAC-SHA-1 (RFC 6238). Not thread-safe. */
public final class Totp {

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();
    private final long stepSeconds = generator.getTimeStep().toSeconds();
    private final SecretKeySpec key;
    private final Clock clock;
    private long lastStep = Long.MIN_VALUE;

    private Totp(byte[] secret, Clock clock) {
        this.key = new SecretKeySpec(secret, generator.getAlgorithm());
        this.clock = clock;
    }

    /** From the characters that the enrolment page shows, with spaces or without. */
    public static Totp ofBase32(String shown) {
        return new Totp(new Base32().decode(shown.replace(" ", "").toUpperCase(Locale.ROOT)), Clock.systemUTC());
    }

    /** From the {@code value} of a Keycloak credential's secret data, whose characters are the key. */
    public static Totp ofSecretData(String value) {
        return ofSecretData(value, Clock.systemUTC());
    }

    static Totp ofSecretData(String value, Clock clock) {
        return new Totp(value.getBytes(StandardCharsets.UTF_8), clock);
    }

    /**
     * A code that the server takes now and that this app has not shown before. Keycloak refuses a code of a step that was used, and takes one from the
     * step ahead; so the second and every further call within a step may have to wait, 30 s at most.
     */
    public String freshCode() {
        Deadline.ofSeconds(2 * stepSeconds).until("the next step of the one-time password", () -> lastStep <= step());
        lastStep = Math.max(step(), lastStep + 1);
        return codeAt(lastStep);
    }

    /** A code of long ago, which the server must refuse. */
    public String staleCode() {
        return codeAt(step() - 100);
    }

    private long step() {
        return clock.instant().getEpochSecond() / stepSeconds;
    }

    private String codeAt(long step) {
        try {
            return generator.generateOneTimePasswordString(key, Instant.ofEpochSecond(step * stepSeconds));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
