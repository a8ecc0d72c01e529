package dev.mfapack.risk.replay;

import dev.mfapack.core.json.JsonText;
import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.level.Level;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.risk.Assessment;
import dev.mfapack.risk.Completion;
import dev.mfapack.risk.Contribution;
import dev.mfapack.risk.LoginAttempt;
import dev.mfapack.risk.OperatorWords;
import dev.mfapack.risk.Places;
import dev.mfapack.risk.Reputation;
import dev.mfapack.risk.RiskEvaluator;
import dev.mfapack.risk.Together;
import dev.mfapack.risk.UserAgents;
import dev.mfapack.risk.ValueHash;
import dev.mfapack.risk.ValueHashes;
import dev.mfapack.risk.Velocity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Plays a stream of logins through a policy, one line of JSON after another. Strictly causal: what is told of a line depends on the
 * lines before it and on nothing after, and a line that is earlier than the one before it is refused.
 *
 * <p>Learned is as in the server: from logins that succeeded, from risky ones only when a second factor was proven, and never from one
 * that is labelled an attack and was asked for a second factor. Not thread-safe.
 */
public final class ReplayStream {

    private static final String REALM = "replay";

    private final RiskPolicy policy;
    private final RiskEvaluator evaluator;
    private final MemoryVelocity velocity = new MemoryVelocity();
    private final OneKey key;
    private final Event.Reading reading;
    private final Summary summary = new Summary();
    private Instant last = Instant.MIN;

    /**
     * A stream that begins with a realm in which nobody has logged in.
     *
     * @param zone of the realm
     * @param secret any; scores do not depend on it
     */
    public ReplayStream(RiskPolicy policy, Places places, Reputation reputation, ZoneId zone, SecretKey secret) {
        this.policy = policy;
        this.key = new OneKey(new ValueHash(new HashKey(1, secret)));
        this.evaluator =
                new RiskEvaluator(new MemoryProfiles(), new MemoryCounts(), velocity, Together.NOT, key, List.of());
        this.reading = new Event.Reading(REALM, places, reputation, new UserAgents(), zone);
    }

    /** The same, with a fixed secret: nothing that is hashed with it leaves the process. */
    public ReplayStream(RiskPolicy policy, Places places, Reputation reputation, ZoneId zone) {
        this(policy, places, reputation, zone, new SecretKeySpec(new byte[32], "HmacSHA256"));
    }

    private record OneKey(ValueHash hash) implements ValueHashes {

        @Override
        public ValueHash current(String realmId) {
            return hash;
        }

        @Override
        public Optional<ValueHash> previous(String realmId) {
            return Optional.empty();
        }
    }

    /**
     * Plays a line.
     *
     * @return what there is to tell of it, as a line of JSON: {@code score}, {@code level}, {@code reasons}. A failed login has no score
     * @throws IllegalArgumentException for a line that cannot be read, or that is earlier than the one before
     */
    public String next(String line) {
        Event event = Event.read(line, reading);
        LoginAttempt attempt = event.attempt();
        if (attempt.time().isBefore(last)) {
            throw new IllegalArgumentException("time_ms goes back: sort the stream by it");
        }
        last = attempt.time();
        JsonText told =
                new JsonText().field("time_ms", attempt.time().toEpochMilli()).field("user", attempt.userId());
        event.label().ifPresent(label -> told.field("label", label));
        if (event.success()) {
            evaluate(event, told);
        }
        velocity.record(
                Velocity.Key.of(key.hash, REALM, attempt.userId(), attempt.address(), attempt.provider()),
                attempt.time(),
                event.success());
        return told.toString();
    }

    /** Plays lines, and hands on what is told of each; blank ones are skipped. */
    public void play(Iterable<String> lines, Consumer<String> told) {
        for (String line : lines) {
            if (!line.isBlank()) {
                told.accept(next(line));
            }
        }
    }

    private void evaluate(Event event, JsonText told) {
        Assessment assessment = evaluator.evaluate(event.attempt(), policy);
        boolean asked = assessment.level() != Level.BASIC;
        summary.add(event, assessment);
        if (!(asked && event.isAttack()) && assessment.refusal().isEmpty()) {
            evaluator.learn(
                    REALM, event.attempt().userId(), assessment.lesson(), new Completion(event.mfaPassed(), false));
        }
        told.field("score", assessment.score())
                .field("level", assessment.level().number())
                .field(
                        "learning",
                        assessment.learning().person() || assessment.learning().realm());
        assessment.refusal().ifPresent(why -> told.field("refused", why.name()));
        told.field(
                "reasons",
                assessment.contributions().stream()
                        .filter(it -> it.unknown().isPresent() || Math.abs(it.weight()) >= TOLD_FROM)
                        .map(ReplayStream::reason)
                        .toList());
    }

    /** What moves a score by less than one step in a hundred is not worth telling. */
    private static final double TOLD_FROM = 0.05;

    private static String reason(Contribution contribution) {
        String words = contribution
                .unknown()
                .map(why -> "unknown (" + why.label() + ")")
                .orElseGet(() -> contribution.operator().map(OperatorWords::say).orElse(""));
        return contribution.signal() + ": " + words
                + String.format(java.util.Locale.ROOT, " %+.2f", contribution.weight());
    }

    /** What came out so far, as text for people. */
    public String summary() {
        return summary.tell(policy);
    }
}
