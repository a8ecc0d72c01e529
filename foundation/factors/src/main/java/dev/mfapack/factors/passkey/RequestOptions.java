package dev.mfapack.factors.passkey;

import java.util.List;

/**
 * What a page or an app hands to the authenticator: {@code PublicKeyCredentialRequestOptionsJSON} (WebAuthn Level 3, section
 * 5.1.9), whose names these are. Bytes are base64url, the time is milliseconds.
 *
 * @param allowCredentials the person's passkeys; empty where nobody is known yet, and any discoverable one may answer
 */
public record RequestOptions(
        String challenge,
        long timeout,
        String rpId,
        List<CreationOptions.Descriptor> allowCredentials,
        String userVerification) {}
