package dev.mfapack.factors.token;

import dev.mfapack.core.level.Level;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.KeyBinding;
import dev.mfapack.persistence.MfaToken;
import dev.mfapack.persistence.MfaTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Tokens that say once, to one client, what a person has just proven without a browser. Like an authorization code: worth nothing
 * without the verifier of its code challenge, or the key, that it is bound to.
 *
 * <p>One per Keycloak session; not thread-safe.
 */
public final class OneTimeTokens {

    /** User session note: the credential types that were used, separated by commas, where no flow tells of them. */
    public static final String METHODS_NOTE = "mfa.token-methods";

    /** What RFC 6749 section 4.1.2 grants a code at most, tenfold less: the app redeems it at once. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final SecureRandom RANDOM = new SecureRandom();

    /** 256 bits, so that a plain hash keeps the secret (SP 800-63B-4 section 3.1.2.2 asks no more from 112 bits on). */
    private static final int SECRET_BYTES = 32;

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final MfaTokens tokens;

    private OneTimeTokens(MfaTokens tokens) {
        this.tokens = tokens;
    }

    public static OneTimeTokens of(KeycloakSession session, RealmModel realm) {
        return new OneTimeTokens(new MfaTokens(session, realm.getId()));
    }

    /**
     * Makes one, within the request's transaction.
     *
     * @param methods credential types, in the order of their use
     * @return the token; the only time that it is known
     */
    public String issue(UserModel user, ClientModel client, List<String> methods, Level level, KeyBinding binding) {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant now = KeycloakClock.INSTANCE.instant();
        tokens.add(
                hash(token),
                new MfaToken(user.getId(), client.getId(), methods, level, binding, now, now.plus(LIFETIME)));
        return token;
    }

    /** Takes one, whatever becomes of it; empty when it was taken before, is too old, or never was. */
    public Optional<MfaToken> take(String token) {
        return SECRET.matcher(token).matches()
                ? tokens.take(hash(token), KeycloakClock.INSTANCE.instant())
                : Optional.empty();
    }

    private static String hash(String token) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
