package dev.mfapack.factors.passkey;

import org.jspecify.annotations.Nullable;

/**
 * What an authenticator answered to {@link RequestOptions}; bytes are base64url.
 *
 * @param credentialId which passkey
 * @param clientDataJson of the page or app
 * @param authenticatorData of the authenticator
 * @param signature over both
 * @param userHandle whose passkey, as it says
 */
public record AssertionAnswer(
        String credentialId,
        String clientDataJson,
        String authenticatorData,
        String signature,
        @Nullable String userHandle) {}
