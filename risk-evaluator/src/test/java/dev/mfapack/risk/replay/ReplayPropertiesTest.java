package dev.mfapack.risk.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.risk.Places;
import dev.mfapack.risk.Reputation;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReplayPropertiesTest {

    @Property(tries = 25)
    @Label("what is told of a line does not depend on any line after it")
    void causal(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int lines) {
        List<String> stream = stream(new Random(seed), 80);
        List<String> other = new ArrayList<>(stream.subList(0, lines));
        Random chance = new Random(~seed);
        long last = 1_700_000_000_000L + 80L * 40_000_000L;
        for (int i = 0; i < 20; i++) {
            other.add(line(chance, last + i, "attack"));
        }

        assertThat(play(other).subList(0, lines)).isEqualTo(play(stream).subList(0, lines));
    }

    private static List<String> play(List<String> stream) {
        ReplayStream replay = new ReplayStream(RiskPolicy.DEFAULT, Places.NONE, Reputation.NONE, ZoneOffset.UTC);
        List<String> told = new ArrayList<>();
        replay.play(stream, told::add);
        return told;
    }

    private static List<String> stream(Random chance, int lines) {
        List<String> stream = new ArrayList<>();
        long time = 1_700_000_000_000L;
        for (int i = 0; i < lines; i++) {
            time += chance.nextInt(40_000_000);
            stream.add(line(chance, time, chance.nextInt(9) == 0 ? "attack" : "legit"));
        }
        return stream;
    }

    private static String line(Random chance, long time, String label) {
        return ("{\"time_ms\":%d,\"user\":\"u%d\",\"ip\":\"192.0.2.%d\",\"asn\":%d,\"country\":\"%s\",\"lat\":%d.5,\"lon\":10.25,"
                        + "\"device_cookie\":\"c%d\",\"success\":%s,\"mfa_passed\":%s,\"label\":\"%s\"}")
                .formatted(
                        time,
                        chance.nextInt(4),
                        chance.nextInt(5),
                        1 + chance.nextInt(3),
                        chance.nextBoolean() ? "NO" : "BR",
                        chance.nextInt(60),
                        chance.nextInt(6),
                        chance.nextInt(5) > 0,
                        chance.nextBoolean(),
                        label);
    }
}
