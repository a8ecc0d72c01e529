package dev.mfapack.factors.passkey;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.models.credential.dto.WebAuthnCredentialData;

/** The passkeys that Keycloak keeps of a person. */
final class StoredPasskeys {

    static final String TYPE = WebAuthnCredentialModel.TYPE_PASSWORDLESS;

    private StoredPasskeys() {}

    static Stream<WebAuthnCredentialModel> of(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(TYPE)
                .map(WebAuthnCredentialModel::createFromCredentialModel);
    }

    /** The one that the authenticator knows by that id. */
    static Optional<CredentialModel> find(UserModel user, byte[] credentialId) {
        return of(user).filter(stored -> Arrays.equals(rawId(stored), credentialId))
                .map(CredentialModel.class::cast)
                .findFirst();
    }

    /** As options name them, those of them that can be named. */
    static List<CreationOptions.Descriptor> descriptors(UserModel user) {
        return of(user).map(stored -> new CreationOptions.Descriptor(
                        "public-key",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(rawId(stored)),
                        transports(stored.getWebAuthnCredentialData())))
                .toList();
    }

    static List<String> transports(WebAuthnCredentialData data) {
        return data.getTransports() == null
                ? List.of()
                : data.getTransports().stream().sorted().toList();
    }

    /** Keycloak itself reads it so: exports of old versions have line breaks in it. */
    private static byte[] rawId(WebAuthnCredentialModel stored) {
        return Base64.getMimeDecoder().decode(stored.getWebAuthnCredentialData().getCredentialId());
    }
}
