package dev.mfapack.factors.passkey;

import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import dev.mfapack.persistence.Ceremony;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.UriUtils;
import org.keycloak.crypto.Algorithm;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.WebAuthnPolicy;

/** The realm's policy for passkeys, read as Keycloak's own pages read it. */
final class PasskeyRules {

    /** How long a ceremony may take (W2): as long as browsers wait for people, and one does not lie around. */
    static final Duration LIFETIME = Duration.ofSeconds(60);

    private final WebAuthnPolicy policy;
    private final URI base;

    private PasskeyRules(WebAuthnPolicy policy, URI base) {
        this.policy = policy;
        this.base = base;
    }

    /** Those of the realm of the current request. */
    static PasskeyRules of(KeycloakSession session) {
        return new PasskeyRules(
                session.getContext().getRealm().getWebAuthnPolicyPasswordless(),
                session.getContext().getUri().getBaseUri());
    }

    WebAuthnPolicy policy() {
        return policy;
    }

    String rpId() {
        return set(policy.getRpId()).orElseGet(base::getHost);
    }

    String rpName() {
        return set(policy.getRpEntityName()).orElse(Constants.DEFAULT_WEBAUTHN_POLICY_RP_ENTITY_NAME);
    }

    /** How long the page should wait: what the policy says, and no longer than the ceremony lives. */
    Duration timeout() {
        Duration wanted = Duration.ofSeconds(policy.getCreateTimeout());
        return wanted.isZero() || wanted.compareTo(LIFETIME) > 0 ? LIFETIME : wanted;
    }

    boolean requiresUserVerification() {
        return Constants.WEBAUTHN_POLICY_OPTION_REQUIRED.equals(policy.getUserVerificationRequirement());
    }

    Optional<String> userVerification() {
        return set(policy.getUserVerificationRequirement());
    }

    Optional<String> attestation() {
        return set(policy.getAttestationConveyancePreference());
    }

    Optional<String> attachment() {
        return set(policy.getAuthenticatorAttachment());
    }

    /** The field of today's specification first, then the one that it replaces, which says yes or no, and which realms still have. */
    @SuppressWarnings("deprecation")
    Optional<String> residentKey() {
        return set(policy.getResidentKey())
                .or(() ->
                        set(policy.getRequireResidentKey()).map(yes -> yes.equals("Yes") ? "required" : "discouraged"));
    }

    List<String> models() {
        return policy.getAcceptableAaguids() == null ? List.of() : policy.getAcceptableAaguids();
    }

    /** The algorithms, by preference. */
    List<PublicKeyCredentialParameters> parameters() {
        List<String> names = policy.getSignatureAlgorithm();
        List<String> named = names == null || names.isEmpty()
                ? Arrays.asList(Constants.DEFAULT_WEBAUTHN_POLICY_SIGNATURE_ALGORITHMS.split(",", -1))
                : names;
        return named.stream()
                .flatMap(PasskeyRules::algorithm)
                .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                .toList();
    }

    /** This server's own origin and those that the policy adds. */
    Set<Origin> origins() {
        Stream<String> more = policy.getExtraOrigins() == null ? Stream.empty() : policy.getExtraOrigins().stream();
        return Stream.concat(Stream.of(UriUtils.getOrigin(base)), more)
                .map(Origin::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The origin that a ceremony is bound to: that of the page which begins it, where it is one that may answer. An app may begin
     * it from where no page is, and answer from another origin, as on Android.
     */
    @Nullable
    String boundOrigin(@Nullable String origin) {
        return origin != null && origins().stream().map(Origin::toString).anyMatch(origin::equals) ? origin : null;
    }

    /** The origins that may answer that ceremony. */
    Set<Origin> origins(Ceremony ceremony) {
        return ceremony.origin() == null ? origins() : Set.of(new Origin(ceremony.origin()));
    }

    /** What an answer to that ceremony is verified against; Keycloak's provider reads the origins as a set. */
    @SuppressWarnings("deprecation")
    ServerProperty expected(Ceremony ceremony) {
        return new ServerProperty(origins(ceremony), ceremony.rpId(), new DefaultChallenge(ceremony.challenge()));
    }

    private static Stream<COSEAlgorithmIdentifier> algorithm(String name) {
        return switch (name.strip()) {
            case Algorithm.ES256 -> Stream.of(COSEAlgorithmIdentifier.ES256);
            case Algorithm.ES384 -> Stream.of(COSEAlgorithmIdentifier.ES384);
            case Algorithm.ES512 -> Stream.of(COSEAlgorithmIdentifier.ES512);
            case Algorithm.RS256 -> Stream.of(COSEAlgorithmIdentifier.RS256);
            case Algorithm.RS384 -> Stream.of(COSEAlgorithmIdentifier.RS384);
            case Algorithm.RS512 -> Stream.of(COSEAlgorithmIdentifier.RS512);
            case Algorithm.Ed25519 -> Stream.of(COSEAlgorithmIdentifier.EdDSA);
            case "RS1" -> Stream.of(COSEAlgorithmIdentifier.RS1);
            default -> Stream.empty();
        };
    }

    private static Optional<String> set(@Nullable String value) {
        return Optional.ofNullable(value)
                .filter(it -> !it.isBlank() && !it.equals(Constants.DEFAULT_WEBAUTHN_POLICY_NOT_SPECIFIED));
    }
}
