package dev.mfapack.restapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.factors.passkey.AssertionAnswer;
import dev.mfapack.factors.passkey.Passkey;
import dev.mfapack.factors.passkey.RegistrationAnswer;
import dev.mfapack.persistence.KeyBinding;
import dev.mfapack.persistence.PasskeyUse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the passkey calls take and give. What comes from an authenticator is as browsers give it by {@code toJSON()} (WebAuthn Level
 * 3, section 5.1); some of its fields are of no use here, and known all the same.
 */
final class PasskeyJson {

    private PasskeyJson() {}

    /** {@code ceremony} names it in the answer; {@code publicKey} goes to the authenticator. */
    record Options(String ceremony, Object publicKey) {}

    /** Content of {@code register/complete}. */
    record RegistrationRequest(
            @Nullable String ceremony,
            @Nullable String label,
            @Nullable RegistrationCredential credential) {}

    /** {@code RegistrationResponseJSON}. */
    record RegistrationCredential(
            @Nullable String id,
            @Nullable String rawId,
            @Nullable String type,
            @Nullable String authenticatorAttachment,
            @Nullable JsonNode clientExtensionResults,
            @Nullable AttestationResponse response) {

        RegistrationAnswer answer() {
            AttestationResponse given = JsonBody.present(response, "credential.response");
            return new RegistrationAnswer(
                    JsonBody.required(given.clientDataJSON(), "credential.response.clientDataJSON"),
                    JsonBody.required(given.attestationObject(), "credential.response.attestationObject"),
                    transports(given.transports()),
                    authenticatorAttachment);
        }
    }

    /** {@code AuthenticatorAttestationResponseJSON}. */
    record AttestationResponse(
            @Nullable String clientDataJSON,
            @Nullable String attestationObject,
            @Nullable String authenticatorData,
            @Nullable List<@Nullable String> transports,
            @Nullable String publicKey,
            @Nullable Long publicKeyAlgorithm) {}

    /**
     * Content of {@code authenticate/begin}.
     *
     * @param clientId of the app; left out with a token
     * @param codeChallenge of RFC 7636
     * @param codeChallengeMethod {@code S256}
     * @param dpopJkt of RFC 9449, section 10
     */
    record AuthenticationBeginning(
            @Nullable String clientId,
            @Nullable String codeChallenge,
            @Nullable String codeChallengeMethod,
            @Nullable String dpopJkt) {

        private static final Pattern SHA_256 = Pattern.compile("[A-Za-z0-9_-]{43}");

        /** @throws ProblemException 400 when a value is none */
        KeyBinding binding() {
            requireHash(codeChallenge, "codeChallenge");
            requireHash(dpopJkt, "dpopJkt");
            if ((codeChallenge == null) != (codeChallengeMethod == null)
                    || (codeChallengeMethod != null && !codeChallengeMethod.equals("S256"))) {
                throw ProblemException.badRequest("A codeChallenge comes with the codeChallengeMethod S256.");
            }
            return new KeyBinding(codeChallenge, dpopJkt);
        }

        private static void requireHash(@Nullable String value, String name) {
            if (value != null && !SHA_256.matcher(value).matches()) {
                throw ProblemException.badRequest(
                        "The field " + name + " must be a SHA-256 in base64url: 43 characters.");
            }
        }
    }

    /** Content of {@code authenticate/complete}. */
    record AuthenticationRequest(
            @Nullable String ceremony,
            @Nullable String clientId,
            @Nullable AuthenticationCredential credential) {}

    /** {@code AuthenticationResponseJSON}. */
    record AuthenticationCredential(
            @Nullable String id,
            @Nullable String rawId,
            @Nullable String type,
            @Nullable String authenticatorAttachment,
            @Nullable JsonNode clientExtensionResults,
            @Nullable AssertionResponse response) {

        AssertionAnswer answer() {
            AssertionResponse given = JsonBody.present(response, "credential.response");
            return new AssertionAnswer(
                    JsonBody.required(id, "credential.id"),
                    JsonBody.required(given.clientDataJSON(), "credential.response.clientDataJSON"),
                    JsonBody.required(given.authenticatorData(), "credential.response.authenticatorData"),
                    JsonBody.required(given.signature(), "credential.response.signature"),
                    given.userHandle());
        }
    }

    /** {@code AuthenticatorAssertionResponseJSON}. */
    record AssertionResponse(
            @Nullable String clientDataJSON,
            @Nullable String authenticatorData,
            @Nullable String signature,
            @Nullable String userHandle,
            @Nullable String attestationObject) {}

    /**
     * What an assertion yields.
     *
     * @param mfaToken to be redeemed at the token endpoint, once
     * @param expiresIn seconds
     */
    record Proven(String mfaToken, long expiresIn) {}

    /** Content of the call that renames. */
    record Renaming(@Nullable String label) {}

    /**
     * A passkey.
     *
     * @param id by which this API names it
     * @param label the person's own name for it
     * @param createdAt when it was bound, ISO 8601 in UTC
     * @param lastUsedAt when it was right last; missing when that is not known
     * @param uses how often it was right since the pack is there
     * @param aaguid model of the authenticator
     * @param model its name, where one is known
     * @param backupEligible whether it may be copied to other devices; missing when it has not told yet
     * @param backedUp whether it is
     * @param transports how it can be reached
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String id,
            @Nullable String label,
            @Nullable String createdAt,
            @Nullable String lastUsedAt,
            long uses,
            @Nullable String aaguid,
            @Nullable String model,
            @Nullable Boolean backupEligible,
            @Nullable Boolean backedUp,
            List<String> transports) {

        static View of(Passkey passkey) {
            PasskeyUse use = passkey.use().orElse(null);
            return new View(
                    passkey.id(),
                    passkey.label(),
                    iso(passkey.createdAt()),
                    use == null ? null : iso(use.lastAt()),
                    use == null ? 0 : use.uses(),
                    passkey.aaguid(),
                    passkey.model(),
                    use == null ? null : use.flags().eligible(),
                    use == null ? null : use.flags().backedUp(),
                    passkey.transports());
        }

        private static @Nullable String iso(@Nullable Instant time) {
            return time == null ? null : time.toString();
        }
    }

    private static Set<String> transports(@Nullable List<@Nullable String> given) {
        return given == null
                ? Set.of()
                : given.stream().flatMap(Stream::ofNullable).collect(Collectors.toUnmodifiableSet());
    }
}
