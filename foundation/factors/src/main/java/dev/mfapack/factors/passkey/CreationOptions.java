package dev.mfapack.factors.passkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page or an app hands to the authenticator: {@code PublicKeyCredentialCreationOptionsJSON} (WebAuthn Level 3, section
 * 5.1.8), whose names these are. Bytes are base64url, the time is milliseconds.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CreationOptions(
        RelyingParty rp,
        User user,
        String challenge,
        List<Parameter> pubKeyCredParams,
        long timeout,
        List<Descriptor> excludeCredentials,
        Selection authenticatorSelection,
        @Nullable String attestation) {

    /** Who asks. */
    public record RelyingParty(String id, String name) {}

    /** Whose passkey it will be. */
    public record User(String id, String name, String displayName) {}

    /** An algorithm, by its number in the COSE registry. */
    public record Parameter(String type, long alg) {}

    /** A passkey that exists. */
    public record Descriptor(String type, String id, List<String> transports) {}

    /** Which authenticators may answer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Selection(
            @Nullable String authenticatorAttachment,
            @Nullable String residentKey,
            @Nullable Boolean requireResidentKey,
            @Nullable String userVerification) {}
}
