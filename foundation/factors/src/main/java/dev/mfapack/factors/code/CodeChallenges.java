package dev.mfapack.factors.code;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.challenge.Answer;
import dev.mfapack.core.challenge.Binding;
import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Challenges;
import dev.mfapack.core.challenge.CodeGenerator;
import dev.mfapack.core.challenge.CodePolicy;
import dev.mfapack.core.challenge.Destination;
import dev.mfapack.core.challenge.IssuedCode;
import dev.mfapack.core.challenge.Purpose;
import dev.mfapack.core.challenge.Resend;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.bruteforce.BruteForce;
import dev.mfapack.factors.dispatch.DispatcherProvider;
import dev.mfapack.factors.dispatch.Message;
import dev.mfapack.factors.keys.KeyRingProvider;
import dev.mfapack.factors.policy.RealmPolicy;
import dev.mfapack.persistence.JpaChallengeStore;
import io.micrometer.core.instrument.Metrics;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Codes that travel, the same for every factor and every door: begin, resend, answer; each step is recorded, each wrong answer of
 * a login is counted by Keycloak's brute-force detection and by the challenge's own limit.
 *
 * <p>One per Keycloak session; not thread-safe.
 */
public final class CodeChallenges {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeycloakSession session;
    private final CodeFactor factor;
    private final Challenges challenges;
    private final CodePolicy policy;
    private final Audit audit;

    private CodeChallenges(KeycloakSession session, CodeFactor factor, CodePolicy policy) {
        this.session = session;
        this.factor = factor;
        this.challenges = new Challenges(
                new JpaChallengeStore(session),
                session.getProvider(KeyRingProvider.class),
                new CodeGenerator(RANDOM),
                KeycloakClock.INSTANCE);
        this.policy = policy;
        this.audit = Audit.of(session);
    }

    /** With the realm's policy. */
    public static CodeChallenges of(KeycloakSession session, CodeFactor factor) {
        return new CodeChallenges(
                session, factor, RealmPolicy.of(session.getContext().getRealm()).codes());
    }

    /** With the realm's policy, made stricter by {@code tighten}. */
    public static CodeChallenges of(KeycloakSession session, CodeFactor factor, UnaryOperator<CodePolicy> tighten) {
        CodePolicy realm = RealmPolicy.of(session.getContext().getRealm()).codes();
        return new CodeChallenges(session, factor, realm.tightenedBy(tighten.apply(realm)));
    }

    /** What a challenge of this person in this authentication session is tied to. */
    public Binding binding(AuthenticationSessionModel authSession, UserModel user, Purpose purpose, String target) {
        return new Binding(
                authSession.getRealm().getId(),
                user.getId(),
                authSession.getParentSession().getId() + "." + authSession.getTabId(),
                authSession.getClient().getId(),
                factor.factor(),
                purpose,
                target);
    }

    /** Number of digits that a code has. */
    public int digits() {
        return policy.digits();
    }

    /** Whether the person typed as many digits as a code has; anything else is neither compared nor counted. */
    public boolean isWellFormed(String given) {
        return Challenges.isWellFormed(given, policy.digits());
    }

    /** Makes a challenge and sends its code once the request is committed. */
    public Challenge begin(Binding binding, UserModel user, Destination to) {
        IssuedCode issued = challenges.begin(binding, policy);
        send(issued, user, to);
        tell(AuditType.CHALLENGE_BEGUN, user, binding);
        return issued.challenge();
    }

    public Optional<Challenge> find(UUID id) {
        return challenges.find(id);
    }

    /** Sends another code in place of the last, if the wait is over. */
    public Resend resend(UUID id, Binding binding, UserModel user, Destination to) {
        Resend resend = challenges.resend(id, binding, policy);
        if (resend instanceof Resend.Issued issued) {
            send(issued.code(), user, to);
            tell(AuditType.CHALLENGE_RESENT, user, binding);
        }
        return resend;
    }

    /**
     * Takes what the person typed. Until it returns, the request holds no connection of the pool while another is taken,
     * unless the caller took one before.
     */
    public Answer answer(UUID id, Binding binding, UserModel user, String given) {
        Answer answer = challenges.answer(id, binding, policy.digits(), given);
        if (answer instanceof Answer.Accepted) {
            tell(AuditType.CHALLENGE_VERIFIED, user, binding);
        } else if (answer instanceof Answer.Wrong) {
            if (binding.purpose() == Purpose.LOGIN) {
                BruteForce.of(session).failed(user);
            }
            tell(AuditType.CHALLENGE_FAILED, user, "wrong-code");
        } else if (answer instanceof Answer.Expired) {
            tell(AuditType.CHALLENGE_EXPIRED, user, "expired");
        } else if (answer instanceof Answer.Exhausted) {
            tell(AuditType.CHALLENGE_EXHAUSTED, user, "too-many-attempts");
        }
        return answer;
    }

    private void send(IssuedCode issued, UserModel user, Destination to) {
        Message message = factor.message(session, new CodeLetter(user, to, issued, policy.lifetime()));
        session.getProvider(DispatcherProvider.class).sendAfterCommit(issued.challenge(), message);
    }

    private void tell(AuditType type, UserModel user, Binding binding) {
        audit.success(type, user, factor.factor().id(), credential(binding));
        count(type);
    }

    private void tell(AuditType type, UserModel user, String reason) {
        audit.failure(type, user, factor.factor().id(), List.of(reason));
        count(type);
    }

    private void count(AuditType type) {
        String outcome = type.name().substring("CHALLENGE_".length()).toLowerCase(Locale.ROOT);
        Metrics.counter("mfa.challenges", "factor", factor.factor().id(), "outcome", outcome)
                .increment();
    }

    /** The target of an enrolment is a number, and never recorded. */
    private static @Nullable String credential(Binding binding) {
        return binding.purpose() == Purpose.LOGIN ? binding.target() : null;
    }
}
