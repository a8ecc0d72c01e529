package dev.mfapack.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TravelSignalTest {

    private static final Instant NOW = Bench.afterTwoWeeks();

    @Test
    void distancesAreThoseOfTheGlobe() {
        Place.Point oslo = new Place.Point(59.9, 10.7);

        assertThat(TravelSignal.kilometres(new Place.Point(51.51, -0.13), new Place.Point(40.71, -74.01)))
                .isCloseTo(5_570, within(10.0));
        assertThat(TravelSignal.kilometres(new Place.Point(0, 179.9), new Place.Point(0, -179.9)))
                .isCloseTo(22, within(1.0));
        assertThat(TravelSignal.kilometres(oslo, oslo)).isZero();
    }

    @Test
    void whoIsFasterThanAPlaneIsCalledImpossible() {
        Bench bench = new Bench().known();
        bench.succeed(Bench.anna(NOW));

        assertThat(travel(bench, Bench.stranger(NOW.plus(Duration.ofMinutes(40))))
                        .weight())
                .isPositive();
        assertThat(travel(bench, Bench.stranger(NOW.plus(Duration.ofMinutes(40))))
                        .operator()
                        .map(OperatorWords::say))
                .hasValueSatisfying(
                        said -> assertThat(said).matches("10[0-9]{3} km in 40 min, faster than anybody travels"));
        assertThat(travel(bench, Bench.stranger(NOW.plus(Duration.ofHours(13)))).weight())
                .isZero();
    }

    @Test
    void anAddressThatJumpsWithoutItsPersonIsNoTravel() {
        Bench bench = new Bench().known();
        bench.succeed(Bench.anna(NOW));
        Instant soon = NOW.plusSeconds(300);

        assertThat(travel(bench, Bench.login("anna", soon, "192.0.2.99", "BR", "annas browser"))
                        .weight())
                .isZero();
    }

    @Test
    void aKnownUserAgentStandsForTheCookieOfThoseAloneWhoKeepNone() {
        Bench keeps = new Bench().known();
        keeps.succeed(Bench.anna(NOW));
        Bench keepsNone = new Bench();
        for (int day = 0; day <= 14; day++) {
            keepsNone.succeed(with(Bench.anna(Bench.BEGIN.plus(Duration.ofDays(day))), "cookie of day " + day));
        }
        LoginAttempt abroad = Bench.stranger(NOW.plus(Duration.ofMinutes(40)));
        LoginAttempt sameBrowser = new LoginAttempt(
                abroad.realmId(),
                abroad.userId(),
                abroad.time(),
                abroad.address(),
                abroad.place(),
                abroad.provider(),
                abroad.listings(),
                Bench.anna(NOW).userAgent(),
                abroad.clientHints(),
                abroad.device(),
                abroad.zone(),
                abroad.events());

        assertThat(travel(keeps, sameBrowser).weight()).isPositive();
        assertThat(travel(keepsNone, sameBrowser).weight()).isZero();
        assertThat(travel(keepsNone, abroad).weight()).isPositive();
    }

    private static LoginAttempt with(LoginAttempt it, String cookie) {
        return new LoginAttempt(
                it.realmId(),
                it.userId(),
                it.time(),
                it.address(),
                it.place(),
                it.provider(),
                it.listings(),
                it.userAgent(),
                it.clientHints(),
                Observed.of(cookie),
                it.zone(),
                it.events());
    }

    private static Contribution travel(Bench bench, LoginAttempt attempt) {
        return bench.assess(attempt).contributions().stream()
                .filter(it -> it.signal().equals("travel"))
                .findFirst()
                .orElseThrow();
    }
}
