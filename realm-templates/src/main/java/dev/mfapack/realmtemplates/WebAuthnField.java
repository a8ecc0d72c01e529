package dev.mfapack.realmtemplates;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.Constants;
import org.keycloak.models.WebAuthnPolicy;

/** The fields of a WebAuthn policy that the installer looks after. */
enum WebAuthnField {
    ATTESTATION("attestation") {
        @Override
        @Nullable
        String of(WebAuthnPolicy policy) {
            return policy.getAttestationConveyancePreference();
        }

        @Override
        void set(WebAuthnPolicy policy, String value) {
            policy.setAttestationConveyancePreference(value);
        }
    },
    USER_VERIFICATION("user verification") {
        @Override
        @Nullable
        String of(WebAuthnPolicy policy) {
            return policy.getUserVerificationRequirement();
        }

        @Override
        void set(WebAuthnPolicy policy, String value) {
            policy.setUserVerificationRequirement(value);
        }
    },
    DISCOVERABLE("discoverable credential") {
        @Override
        @Nullable
        String of(WebAuthnPolicy policy) {
            return policy.getResidentKey();
        }

        @Override
        void set(WebAuthnPolicy policy, String value) {
            policy.setResidentKey(value);
        }
    },
    PASSKEYS("passkeys in the login form") {
        @Override
        @Nullable
        String of(WebAuthnPolicy policy) {
            Boolean enabled = policy.isPasskeysEnabled();
            return enabled == null ? null : enabled ? "on" : "off";
        }

        @Override
        void set(WebAuthnPolicy policy, String value) {
            policy.setPasskeysEnabled(
                    switch (value) {
                        case "on" -> Boolean.TRUE;
                        case "off" -> Boolean.FALSE;
                        default -> null;
                    });
        }
    };

    private final String words;

    WebAuthnField(String words) {
        this.words = words;
    }

    abstract @Nullable String of(WebAuthnPolicy policy);

    abstract void set(WebAuthnPolicy policy, String value);

    static WebAuthnField named(String words) {
        return Arrays.stream(values())
                .filter(field -> field.words.equals(words))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such field of a WebAuthn policy: " + words));
    }

    /** The policy's value; empty when it is not specified. */
    Optional<String> in(WebAuthnPolicy policy) {
        return Optional.ofNullable(of(policy))
                .filter(value -> !value.isEmpty() && !value.equals(Constants.DEFAULT_WEBAUTHN_POLICY_NOT_SPECIFIED));
    }

    /** A copy with that value, null for not specified. The policy itself may be one that Keycloak's cache shares. */
    @SuppressWarnings("deprecation") // a copy has the fields that Keycloak is about to drop, too
    WebAuthnPolicy changed(WebAuthnPolicy policy, @Nullable String value) {
        WebAuthnPolicy copy = new WebAuthnPolicy();
        copy.setRpEntityName(policy.getRpEntityName());
        copy.setSignatureAlgorithm(policy.getSignatureAlgorithm());
        copy.setRpId(policy.getRpId());
        copy.setAttestationConveyancePreference(policy.getAttestationConveyancePreference());
        copy.setAuthenticatorAttachment(policy.getAuthenticatorAttachment());
        copy.setRequireResidentKey(policy.getRequireResidentKey());
        copy.setResidentKey(policy.getResidentKey());
        copy.setUserVerificationRequirement(policy.getUserVerificationRequirement());
        copy.setCreateTimeout(policy.getCreateTimeout());
        copy.setAvoidSameAuthenticatorRegister(policy.isAvoidSameAuthenticatorRegister());
        copy.setAcceptableAaguids(policy.getAcceptableAaguids());
        copy.setExtraOrigins(policy.getExtraOrigins());
        copy.setPasskeysEnabled(policy.isPasskeysEnabled());
        copy.setMediation(policy.getMediation());
        set(copy, value == null ? Constants.DEFAULT_WEBAUTHN_POLICY_NOT_SPECIFIED : value);
        return copy;
    }
}
