package dev.mfapack.risk;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.risk.replay.MemoryCounts;
import dev.mfapack.risk.replay.MemoryProfiles;
import dev.mfapack.risk.replay.MemoryVelocity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;

/** An evaluator over stores in memory, and logins for it. */
final class Bench {

    static final String REALM = "realm";
    static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");

    final MemoryProfiles profiles = new MemoryProfiles();
    final MemoryCounts counts = new MemoryCounts();
    final MemoryVelocity velocity = new MemoryVelocity();
    final RiskEvaluator evaluator;

    Bench() {
        this(List.of(), hashes(1));
    }

    Bench(List<RiskSignal> others, ValueHashes hashes) {
        evaluator = new RiskEvaluator(profiles, counts, velocity, Together.NOT, hashes, others);
    }

    static ValueHashes hashes(int version) {
        return new ValueHashes() {
            @Override
            public ValueHash current(String realmId) {
                return hash(version);
            }

            @Override
            public Optional<ValueHash> previous(String realmId) {
                return version == 1 ? Optional.empty() : Optional.of(hash(version - 1));
            }
        };
    }

    static ValueHash hash(int version) {
        byte[] key = new byte[32];
        key[0] = (byte) version;
        return new ValueHash(new HashKey(version, new SecretKeySpec(key, "HmacSHA256")));
    }

    /** A realm of a hundred people who have come every day for two weeks, "anna" among them. */
    Bench known() {
        for (int day = 0; day < 14; day++) {
            Instant time = BEGIN.plus(Duration.ofDays(day));
            for (int person = 0; person < 100; person++) {
                succeed(login("p" + person, time, "198.51.100." + person, person % 2 == 0 ? "NO" : "SE", "d" + person));
            }
            succeed(anna(time));
        }
        return this;
    }

    static Instant afterTwoWeeks() {
        return BEGIN.plus(Duration.ofDays(14));
    }

    static LoginAttempt anna(Instant time) {
        return login("anna", time, "203.0.113.7", "NO", "annas browser");
    }

    static LoginAttempt stranger(Instant time) {
        return login("anna", time, "192.0.2.99", "BR", "another browser");
    }

    static LoginAttempt login(String person, Instant time, String address, String country, String cookie) {
        double latitude = country.equals("BR") ? -23.5 : 59.9;
        double longitude = country.equals("BR") ? -46.6 : 10.7;
        String browser = country.equals("BR") ? "Opera" : "Firefox";
        return new LoginAttempt(
                REALM,
                person,
                time,
                Observed.of(address(address)),
                Observed.of(new Place(country, Optional.of("01"), Optional.of(new Place.Point(latitude, longitude)))),
                Observed.of(new Provider(country.hashCode(), "")),
                Observed.of(Set.of()),
                Observed.of(new UserAgent(
                        browser + " 1", browser, browser + "/1", "Linux", "Linux/6", UserAgent.Kind.DESKTOP)),
                Observed.unknown(Why.NOT_SENT),
                Observed.of(cookie),
                ZoneOffset.UTC,
                Observed.of(AccountEvents.NONE));
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    Assessment assess(LoginAttempt attempt) {
        return evaluator.evaluate(attempt, RiskPolicy.DEFAULT);
    }

    Learned succeed(LoginAttempt attempt) {
        return succeed(attempt, new Completion(true, false));
    }

    Learned succeed(LoginAttempt attempt, Completion completion) {
        return evaluator.learn(
                attempt.realmId(), attempt.userId(), assess(attempt).lesson(), completion);
    }

    void fail(LoginAttempt attempt) {
        velocity.record(
                Velocity.Key.of(hash(1), attempt.realmId(), attempt.userId(), attempt.address(), attempt.provider()),
                attempt.time(),
                false);
    }

    static List<Integer> times(int n) {
        return IntStream.range(0, n).boxed().toList();
    }
}
