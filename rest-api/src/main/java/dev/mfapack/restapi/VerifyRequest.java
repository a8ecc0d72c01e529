package dev.mfapack.restapi;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be verified.
 *
 * @param method {@code totp}, {@code sms}, {@code email}, {@code backup-code} or {@code passkey}
 * @param challenge of {@code sms} and {@code email}: what the code was sent for; of {@code passkey}: the ceremony
 * @param credential of {@code totp}: by which of the person's apps; by default the one that logins ask for first
 * @param code what the person has typed; of all but {@code passkey}
 * @param passkey of {@code passkey}: what the authenticator has answered
 */
record VerifyRequest(
        @Nullable String method,
        @Nullable String challenge,
        @Nullable String credential,
        @Nullable String code,
        PasskeyJson.@Nullable AuthenticationCredential passkey) {

    String requiredMethod() {
        return JsonBody.required(method, "method");
    }

    String requiredCode() {
        return JsonBody.required(code, "code");
    }

    /** @throws ProblemException 400 when it is missing or none */
    UUID requiredChallenge() {
        try {
            return UUID.fromString(JsonBody.required(challenge, "challenge"));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("The field challenge holds no id of a challenge.");
        }
    }

    @Override
    public String toString() {
        return "VerifyRequest[" + method + "]";
    }
}
