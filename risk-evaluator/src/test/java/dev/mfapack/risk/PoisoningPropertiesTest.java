package dev.mfapack.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PoisoningPropertiesTest {

    private static final Instant NOW = Bench.afterTwoWeeks();

    @Property(tries = 20)
    @Label("a thousand attempts that prove nothing move no score by anything")
    void aThousandUnverifiedAttemptsMoveNothing(@ForAll @IntRange(min = 1, max = 250) int host) {
        Bench bench = new Bench().known();
        Instant later = NOW.plusSeconds(7200);
        LoginAttempt target = Bench.login("anna", later, "192.0.2." + host, "BR", "another browser");
        double before = bench.assess(target).score();
        double own = bench.assess(Bench.anna(later)).score();

        for (int attempt = 0; attempt < 1000; attempt++) {
            LoginAttempt fake =
                    Bench.login("anna", NOW.plusSeconds(attempt), "192.0.2." + host, "BR", "another browser");
            if (attempt % 3 == 0) {
                assertThat(bench.succeed(fake, new Completion(false, false))).isEqualTo(Learned.NOT_PROVEN);
            } else if (attempt % 3 == 1) {
                assertThat(bench.succeed(fake, new Completion(true, true))).isEqualTo(Learned.FACTOR_ENROLLED);
            } else {
                bench.fail(fake);
            }
        }

        assertThat(bench.assess(target).score()).isEqualTo(before);
        assertThat(bench.assess(Bench.anna(later)).score()).isEqualTo(own);
    }

    @Property(tries = 20)
    @Label("a value counts once a day at most, however often it is shown")
    void aValueCountsOnceADay(@ForAll @IntRange(min = 2, max = 30) int logins) {
        Bench once = new Bench().known();
        Bench often = new Bench().known();
        once.succeed(Bench.stranger(NOW));
        for (int login = 0; login < logins; login++) {
            often.succeed(Bench.stranger(NOW.plusSeconds(login)));
        }

        Profile one = Profile.read(once.profiles
                        .load(Bench.REALM, "anna")
                        .seen()
                        .orElseThrow()
                        .blob())
                .seen()
                .orElseThrow();
        Profile many = Profile.read(often.profiles
                        .load(Bench.REALM, "anna")
                        .seen()
                        .orElseThrow()
                        .blob())
                .seen()
                .orElseThrow();

        assertThat(many.entries().list()).isEqualTo(one.entries().list());
    }
}
