package dev.mfapack.factors.totp;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.limit.Comparison;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.bruteforce.BruteForce;
import dev.mfapack.factors.limit.AnswerLimits;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.utils.CredentialValidation;
import org.keycloak.models.utils.HmacOTP;
import org.keycloak.utils.CredentialHelper;
import org.keycloak.utils.TotpUtils;

/**
 * The one-time passwords of one person, for doors other than Keycloak's own pages: Keycloak's credential, policy and comparison, which
 * takes no code twice. Each wrong answer is counted by Keycloak's brute-force detection and by the limiter.
 *
 * <p>One per Keycloak session; not thread-safe.
 */
public final class PersonsTotp {

    /** As many letters as Keycloak's own page takes: 20 bytes, the output of HMAC-SHA-1 (RFC 4226 section 4, R6). */
    private static final int SECRET_LETTERS = 20;

    /** What Keycloak's policy can ask for. */
    private static final Pattern CODE = Pattern.compile("\\d{6,8}");

    /**
     * A secret that is not bound yet.
     *
     * @param secret as Keycloak stores it; never shown
     * @param base32 as people type it into an app
     * @param uri {@code otpauth:}
     * @param qr of the URI, a PNG in Base64
     */
    public record Draft(String secret, String base32, String uri, String qr) {

        @Override
        public String toString() {
            return "Draft[]";
        }
    }

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final Audit audit;

    private PersonsTotp(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.audit = Audit.of(session);
    }

    public static PersonsTotp of(KeycloakSession session, RealmModel realm, UserModel user) {
        return new PersonsTotp(session, realm, user);
    }

    /** A new secret, which is nowhere but here. */
    public Draft draft() {
        String secret = HmacOTP.generateSecret(SECRET_LETTERS);
        return new Draft(
                secret,
                TotpUtils.encode(secret).replace(" ", ""),
                policy().getKeyURI(realm, user, secret),
                TotpUtils.qrCode(session, secret, realm, user));
    }

    /** Whether this is a code of that secret, now. */
    public boolean proves(String secret, String code) {
        return CODE.matcher(code).matches()
                && CredentialValidation.validOTP(
                        code, OTPCredentialModel.createFromPolicy(realm, secret), policy().getLookAheadWindow());
    }

    /** Whether the person has one already, so that another needs a name. */
    public boolean hasOne() {
        return stored().findAny().isPresent();
    }

    /**
     * Binds a secret that was {@linkplain #proves proven}. The code that proved it is used up.
     *
     * @return the id of the credential; empty when another server keeps it
     * @throws org.keycloak.models.ModelDuplicateException when the name is taken
     */
    public Optional<String> bind(String secret, String code, @Nullable String label) {
        List<String> before = stored().map(CredentialModel::getId).toList();
        OTPCredentialModel model = OTPCredentialModel.createFromPolicy(realm, secret, label);
        CredentialHelper.createOTPCredential(session, realm, user, code, model);
        AnswerLimits.of(session, OTPCredentialModel.TYPE).boundAnew(user.getId());
        return stored().map(CredentialModel::getId)
                .filter(id -> !before.contains(id))
                .findFirst();
    }

    /**
     * Takes a code as a proof.
     *
     * @param credentialId by which of the person's apps; null for the one that logins ask for first
     */
    public TotpAnswer answer(@Nullable String credentialId, String code) {
        if (!CODE.matcher(code).matches()) {
            return new TotpAnswer.Malformed();
        }
        Optional<CredentialModel> chosen = stored().filter(
                        stored -> credentialId == null || stored.getId().equals(credentialId))
                .findFirst();
        if (chosen.isEmpty()
                && (credentialId != null || !user.credentialManager().isConfiguredFor(OTPCredentialModel.TYPE))) {
            return new TotpAnswer.Nothing();
        }
        AnswerLimits limits = AnswerLimits.of(session, OTPCredentialModel.TYPE);
        Comparison comparison = limits.beforeComparing(user.getId());
        if (comparison instanceof Comparison.Refused refused) {
            audit.failure(
                    refused.reason().recordedAs(),
                    user,
                    OTPCredentialModel.TYPE,
                    List.of(refused.reason().word()));
            return new TotpAnswer.Held();
        }
        // Another server may keep it, and then it has no id here.
        String id = chosen.map(CredentialModel::getId).orElse("");
        if (!user.credentialManager().isValid(new UserCredentialModel(id, OTPCredentialModel.TYPE, code))) {
            BruteForce.of(session).failed(user);
            audit.failure(AuditType.CHALLENGE_FAILED, user, OTPCredentialModel.TYPE, List.of("wrong-code"));
            if (comparison instanceof Comparison.Go go && go.isLast()) {
                audit.failure(AuditType.FACTOR_DISABLED, user, OTPCredentialModel.TYPE, List.of("wrong-code"));
            }
            return new TotpAnswer.Wrong();
        }
        limits.answeredRight(user.getId());
        audit.success(AuditType.CHALLENGE_VERIFIED, user, OTPCredentialModel.TYPE, id.isEmpty() ? null : id);
        return new TotpAnswer.Accepted();
    }

    private Stream<CredentialModel> stored() {
        return user.credentialManager().getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE);
    }

    private OTPPolicy policy() {
        return realm.getOTPPolicy();
    }
}
