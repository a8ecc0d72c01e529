package dev.mfapack.factors.code;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.challenge.Answer;
import dev.mfapack.core.challenge.Binding;
import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Challenge.Delivery;
import dev.mfapack.core.challenge.Challenges;
import dev.mfapack.core.challenge.CodeGenerator;
import dev.mfapack.core.challenge.CodePolicy;
import dev.mfapack.core.challenge.Destination;
import dev.mfapack.core.challenge.IssuedCode;
import dev.mfapack.core.challenge.Purpose;
import dev.mfapack.core.challenge.Resend;
import dev.mfapack.core.limit.Comparison;
import dev.mfapack.core.limit.LimitReason;
import dev.mfapack.core.limit.Permission;
import dev.mfapack.core.limit.Permission.Refused;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.bruteforce.BruteForce;
import dev.mfapack.factors.dispatch.DispatcherProvider;
import dev.mfapack.factors.dispatch.Message;
import dev.mfapack.factors.limit.CodeLimits;
import dev.mfapack.factors.policy.RealmPolicy;
import dev.mfapack.persistence.JpaChallengeStore;
import dev.mfapack.persistence.KeyRingProvider;
import dev.mfapack.persistence.Outbox;
import io.micrometer.core.instrument.Metrics;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Codes that travel, the same for every factor and every door: begin, resend, answer; each step is recorded, each wrong answer of
 * a login is counted by Keycloak's brute-force detection, by the challenge's own limit and by the limiter.
 *
 * <p>One per Keycloak session; not thread-safe.
 */
public final class CodeChallenges {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeycloakSession session;
    private final CodeFactor factor;
    private final Challenges challenges;
    private final CodePolicy policy;
    private final CodeLimits limits;
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
        this.limits = CodeLimits.of(session, factor.factor());
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

    /** What a challenge of this person is tied to in their session with an app, which calls for them. */
    public Binding binding(AuthenticatedClientSessionModel clientSession, Purpose purpose, String target) {
        UserSessionModel userSession = clientSession.getUserSession();
        return new Binding(
                clientSession.getRealm().getId(),
                userSession.getUser().getId(),
                // No tab of a browser has such a name.
                userSession.getId() + ".api",
                clientSession.getClient().getClientId(),
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

    /** Makes a challenge and sends its code once the request is committed, if the limits allow it. */
    public Challenge begin(Binding binding, UserModel user, Destination to) {
        Permission permission = limits.beforeSending(user.getId(), to, isVerified(binding), false);
        if (permission instanceof Refused refused && refused.reason() == LimitReason.RESEND_WAIT) {
            Challenge withheld = challenges.beginWithheld(binding, policy, until(refused));
            tell(AuditType.CHALLENGE_BEGUN, user, binding);
            tellRefused(refused.reason(), user);
            return withheld;
        }
        IssuedCode issued = challenges.begin(binding, policy);
        send(issued, user, to, permission);
        tell(AuditType.CHALLENGE_BEGUN, user, binding);
        if (permission instanceof Refused refused) {
            tellRefused(refused.reason(), user);
        }
        return issued.challenge();
    }

    public Optional<Challenge> find(UUID id) {
        return challenges.find(id);
    }

    /** Sends another code in place of the last, if the wait is over and the limits allow it. */
    public Resend resend(UUID id, Binding binding, UserModel user, Destination to) {
        Optional<Resend> notNow = challenges.whyNoResend(id, binding);
        if (notNow.isPresent()) {
            return notNow.get();
        }
        Permission permission = limits.beforeSending(user.getId(), to, isVerified(binding), didNotLeave(id));
        if (permission instanceof Refused refused && refused.reason() == LimitReason.RESEND_WAIT) {
            return new Resend.TooEarly(Duration.between(KeycloakClock.INSTANCE.instant(), until(refused)));
        }
        Resend resend = challenges.resend(id, binding, policy);
        if (resend instanceof Resend.Issued issued) {
            send(issued.code(), user, to, permission);
            tell(AuditType.CHALLENGE_RESENT, user, binding);
            if (permission instanceof Refused refused) {
                tellRefused(refused.reason(), user);
            }
        }
        return resend;
    }

    /**
     * Takes what the person typed. Until it is compared, the request holds no connection of the pool while another is taken,
     * unless the caller took one before.
     *
     * @param to where the code went; asked for only when the answer was right
     */
    public Answer answer(UUID id, Binding binding, UserModel user, Supplier<? extends Destination> to, String given) {
        if (!isWellFormed(given)) {
            return new Answer.Malformed();
        }
        Comparison comparison = limits.beforeComparing(user.getId());
        boolean provesAnew = comparison instanceof Comparison.Disabled && binding.purpose() == Purpose.ENROL;
        if (comparison instanceof Comparison.Refused refused && !provesAnew) {
            return held(id, user, refused.reason());
        }
        Answer answer = challenges.answer(id, binding, policy.digits(), given);
        if (answer instanceof Answer.Accepted accepted) {
            limits.answeredRight(
                    user.getId(),
                    to.get(),
                    isVerified(binding),
                    accepted.challenge().issuedAt());
            tell(AuditType.CHALLENGE_VERIFIED, user, binding);
        } else if (answer instanceof Answer.Wrong) {
            if (binding.purpose() == Purpose.LOGIN) {
                BruteForce.of(session).failed(user);
            }
            tell(AuditType.CHALLENGE_FAILED, user, "wrong-code");
            if (comparison instanceof Comparison.Go go && go.isLast()) {
                audit.failure(AuditType.FACTOR_DISABLED, user, factor.factor().id(), List.of("wrong-code"));
            }
        } else {
            if (!provesAnew) {
                limits.notCompared(user.getId());
            }
            tellNotCompared(answer, user);
        }
        return answer;
    }

    private void tellNotCompared(Answer answer, UserModel user) {
        if (answer instanceof Answer.Expired) {
            tell(AuditType.CHALLENGE_EXPIRED, user, "expired");
        } else if (answer instanceof Answer.Exhausted) {
            tell(AuditType.CHALLENGE_EXHAUSTED, user, "too-many-attempts");
        }
    }

    /** Neither compared nor counted. A challenge that has had all its attempts says so, as it would without the wait. */
    private Answer held(UUID id, UserModel user, LimitReason reason) {
        if (challenges.find(id).filter(Challenge::isExhausted).isPresent()) {
            Answer exhausted = new Answer.Exhausted();
            tellNotCompared(exhausted, user);
            return exhausted;
        }
        tellRefused(reason, user);
        return new Answer.Held();
    }

    /** What was refused fails on the same way, a moment later, as what the gateway does not take: the person sees no difference. */
    private void send(IssuedCode issued, UserModel user, Destination to, Permission permission) {
        Message message = permission instanceof Refused refused
                ? Message.refused(refused.reason())
                : factor.message(session, new CodeLetter(user, to, issued, policy.lifetime()));
        session.getProvider(DispatcherProvider.class).sendAfterCommit(issued.challenge(), message);
    }

    /** Whether the gateway failed: a message that the limiter refused is no way round the wait. */
    private boolean didNotLeave(UUID id) {
        boolean failed = challenges
                .find(id)
                .filter(known -> known.delivery() == Delivery.FAILED)
                .isPresent();
        return failed
                && Outbox.failureOf(session, id)
                        .filter(reason -> !LimitReason.isWordOfOne(reason))
                        .isPresent();
    }

    /** Whoever logs in has proven the destination before; whoever binds it has not. */
    private static boolean isVerified(Binding binding) {
        return binding.purpose() == Purpose.LOGIN;
    }

    private static Instant until(Refused wait) {
        return Objects.requireNonNull(wait.until(), "a wait ends");
    }

    private void tellRefused(LimitReason reason, UserModel user) {
        audit.failure(reason.recordedAs(), user, factor.factor().id(), List.of(reason.word()));
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
