package dev.mfapack.factors.passkey;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an authenticator answered to {@link CreationOptions}; bytes are base64url.
 *
 * @param clientDataJson of the page or app
 * @param attestationObject of the authenticator
 * @param transports how it can be reached, as far as the browser tells
 * @param attachment {@code platform} or {@code cross-platform}, as far as the browser tells
 */
public record RegistrationAnswer(
        String clientDataJson,
        String attestationObject,
        Set<String> transports,
        @Nullable String attachment) {

    /** A copy of the set is kept. */
    public RegistrationAnswer {
        transports = Set.copyOf(transports);
    }
}
