package dev.mfapack.tests.benchmarks.risk;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.risk.AccountEvents;
import dev.mfapack.risk.Assessment;
import dev.mfapack.risk.Completion;
import dev.mfapack.risk.GlobalCounts;
import dev.mfapack.risk.LoginAttempt;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Place;
import dev.mfapack.risk.Profiles;
import dev.mfapack.risk.Provider;
import dev.mfapack.risk.RiskEvaluator;
import dev.mfapack.risk.Together;
import dev.mfapack.risk.UserAgent;
import dev.mfapack.risk.ValueHash;
import dev.mfapack.risk.ValueHashes;
import dev.mfapack.risk.Velocity;
import dev.mfapack.risk.Why;
import dev.mfapack.risk.replay.MemoryCounts;
import dev.mfapack.risk.replay.MemoryProfiles;
import dev.mfapack.risk.replay.MemoryVelocity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/** The pack's evaluator, with profiles that go through their bytes, and with the rules of learning. */
final class Ours implements Scorer {

    /** 1 January 2026. */
    static final long BEGIN = 1_767_225_600L;

    static final String REALM = "realm";

    private static final ValueHash HASH = new ValueHash(new HashKey(1, new SecretKeySpec(new byte[32], "HmacSHA256")));

    private final MemoryProfiles profiles = new MemoryProfiles();
    private final Velocity velocity = new MemoryVelocity();
    private final RiskEvaluator evaluator;
    private final RiskPolicy policy;
    private final int[] offsets;

    Ours(int[] offsets, RiskPolicy policy) {
        this.offsets = offsets;
        this.policy = policy;
        this.evaluator = evaluator(profiles, new MemoryCounts(), velocity, Together.NOT);
    }

    /** With the hash of all that is here. */
    static RiskEvaluator evaluator(Profiles profiles, GlobalCounts counts, Velocity velocity, Together together) {
        return new RiskEvaluator(profiles, counts, velocity, together, new OneHash(HASH), List.of());
    }

    private record OneHash(ValueHash hash) implements ValueHashes {

        @Override
        public ValueHash current(String realmId) {
            return hash;
        }

        @Override
        public Optional<ValueHash> previous(String realmId) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "the pack";
    }

    @Override
    public double score(Visit visit) {
        return assess(visit).score();
    }

    Assessment assess(Visit visit) {
        return evaluator.evaluate(attempt(visit), policy);
    }

    boolean callsTravelImpossible(Visit visit) {
        return assess(visit).contributions().stream().anyMatch(it -> it.signal().equals("travel") && it.weight() > 0);
    }

    Map<String, Double> inputs(Visit visit) {
        return evaluator.inputs(attempt(visit));
    }

    /** Whoever is asked for a second factor has one: these are people, not attackers. */
    @Override
    public void learn(Visit visit) {
        LoginAttempt attempt = attempt(visit);
        Assessment assessment = evaluator.evaluate(attempt, policy);
        evaluator.learn(REALM, attempt.userId(), assessment.lesson(), new Completion(true, false));
        velocity.record(pace(attempt), attempt.time(), true);
    }

    static Velocity.Key pace(LoginAttempt attempt) {
        return Velocity.Key.of(HASH, REALM, attempt.userId(), attempt.address(), attempt.provider());
    }

    double bytesPerPerson() {
        return profiles.bytes() / (double) profiles.size();
    }

    private LoginAttempt attempt(Visit visit) {
        return attempt(visit, BEGIN + visit.second(), offsets[visit.person()]);
    }

    static LoginAttempt attempt(Visit visit, long epochSecond, int offset) {
        Visit.Source source = visit.source();
        Visit.Browser browser = visit.browser();
        ZoneId zone = ZoneOffset.ofHours(offset);
        return new LoginAttempt(
                REALM,
                Integer.toString(visit.person()),
                Instant.ofEpochSecond(epochSecond),
                Observed.of(address(source.address())),
                Observed.of(new Place(
                        Geography.code(source.country()),
                        Optional.of(Integer.toString(source.region())),
                        Optional.of(source.point()))),
                Observed.of(new Provider(source.provider(), "")),
                Observed.of(Set.of()),
                Observed.of(new UserAgent(
                        browser.whole(),
                        browser.family(),
                        browser.version(),
                        browser.system(),
                        browser.systemVersion(),
                        switch (browser.kind()) {
                            case "desktop" -> UserAgent.Kind.DESKTOP;
                            case "phone" -> UserAgent.Kind.PHONE;
                            default -> UserAgent.Kind.TABLET;
                        })),
                Observed.unknown(Why.NOT_SENT),
                Observed.of(Long.toString(visit.cookie())),
                zone,
                Observed.of(AccountEvents.NONE));
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(
                    ByteBuffer.allocate(4).putInt(number).array());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
