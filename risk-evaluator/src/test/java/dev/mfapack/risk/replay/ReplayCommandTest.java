package dev.mfapack.risk.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void eachLineIsToldAndThenTheSummary() throws IOException {
        StringBuilder stream = new StringBuilder();
        long time = 1_772_438_400_000L;
        for (int day = 0; day < 10; day++) {
            stream.append(line(time + day * 86_400_000L, "203.0.113.7", "NO", 59.9, 10.7, "mine", "legit"));
        }
        stream.append(line(time + 9 * 86_400_000L + 2_400_000L, "192.0.2.1", "BR", -23.5, -46.6, "other", "attack"));

        assertThat(run(stream.toString())).isEqualTo(ReplayCommand.PLAYED);

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(11);
        Map<String, Object> last = JsonReader.object(lines.get(10));
        assertThat((Double) last.get("score"))
                .isGreaterThan((Double) JsonReader.object(lines.get(9)).get("score"));
        assertThat(JsonReader.number(last, "level")).isGreaterThan(1);
        assertThat(JsonReader.list(last, "reasons").toString())
                .contains(
                        "new country (Brazil, never seen for this person)",
                        "km in 40 min, faster than anybody travels");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("10 logins, 1 attacks known");
    }

    @Test
    void aLineThatGoesBackOrCannotBeReadIsNamed() throws IOException {
        String later = line(2_000_000, "192.0.2.1", "NO", 1, 1, "c", "legit");
        String earlier = line(1_000_000, "192.0.2.1", "NO", 1, 1, "c", "legit");

        assertThat(run(later + earlier)).isEqualTo(ReplayCommand.MISUSE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 2: time_ms goes back");

        err.reset();
        assertThat(run("{\"user\":\"u\"}\n")).isEqualTo(ReplayCommand.MISUSE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 1: time_ms must be a number");

        err.reset();
        assertThat(run("{\"time_ms\":1,\"user\":\"u\",\"label\":\"perhaps\"}\n"))
                .isEqualTo(ReplayCommand.MISUSE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("label must be attack or legit");
    }

    @Test
    void addressesOfEveryKindAreTaken() throws IOException {
        for (String ip : List.of("2001:db8::1", "::ffff:192.0.2.1", "10.0.0.1", "fe80::1%eth0", "nonsense")) {
            out.reset();
            assertThat(run(line(1_000_000, ip, "NO", 1, 1, "c", "legit"))).isEqualTo(ReplayCommand.PLAYED);
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"score\":");
        }
    }

    private int run(String stream) throws IOException {
        Path file = Files.writeString(folder.resolve("stream.jsonl"), stream);
        return ReplayCommand.run(
                List.of(file.toString()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String line(
            long time, String ip, String country, double lat, double lon, String cookie, String label) {
        return """
                {"time_ms":%d,"user":"anna","ip":"%s","country":"%s","lat":%s,"lon":%s,"device_cookie":"%s","label":"%s"}
                """.formatted(time, ip, country, lat, lon, cookie, label);
    }
}
