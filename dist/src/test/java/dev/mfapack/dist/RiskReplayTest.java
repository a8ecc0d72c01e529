package dev.mfapack.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/risk-replay}, as an operator calls it: with the shipped jar, and with the parser of user agents that Keycloak brings. */
class RiskReplayTest {

    private static final String HABIT = """
            {"time_ms":%d,"user":"anna","ip":"203.0.113.7","country":"NO","lat":59.9,"lon":10.7,"device_cookie":"mine",\
            "user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"}
            """;

    private static final String STRANGER = """
            {"time_ms":1772871300000,"user":"anna","ip":"192.0.2.1","country":"BR","lat":-23.5,"lon":-46.6,"label":"attack",\
            "user_agent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"}
            """;

    private static final long FIRST = 1_772_438_400_000L;
    private static final long DAY = 86_400_000L;

    @TempDir
    Path folder;

    private record Said(int status, List<String> lines, String errors) {}

    @Test
    void theScriptPlaysAStreamWithTheLibrariesOfAKeycloak() throws Exception {
        Path stream = folder.resolve("logins.jsonl");
        StringBuilder logins = new StringBuilder();
        for (int day = 0; day < 5; day++) {
            logins.append(HABIT.formatted(FIRST + day * DAY));
        }
        Files.writeString(stream, logins.append(STRANGER));

        Said said = run(script(), Shipped.jar(), keycloak(folder.resolve("keycloak")), stream);

        assertThat(said.status).as(said.errors).isZero();
        assertThat(said.lines).hasSize(6);
        assertThat(said.lines.get(4)).contains("browser known (Firefox, Linux)", "\"level\":1");
        assertThat(said.lines.get(5))
                .contains("new operating system (Chrome, Windows)", "new country (Brazil", "\"label\":\"attack\"")
                .doesNotContain("\"level\":1");
        assertThat(said.errors).contains("5 logins, 1 attacks known", "threshold");
    }

    @Test
    void unpackedInKeycloaksHomeItFindsEverythingByItself() throws Exception {
        Path home = keycloak(folder.resolve("keycloak"));
        for (String name : List.of("providers/" + Shipped.NAME + ".jar", "keycloak-mfa-pack/risk-replay")) {
            Files.createDirectories(home.resolve(name).getParent());
            Files.write(home.resolve(name), Shipped.filesIn(Shipped.zip()).get(name));
        }
        Path stream = Files.writeString(folder.resolve("logins.jsonl"), HABIT.formatted(FIRST));

        Said said = run(home.resolve("keycloak-mfa-pack/risk-replay"), null, null, stream);

        assertThat(said.status).as(said.errors).isZero();
        assertThat(said.lines).hasSize(1);
    }

    @Test
    void withoutAKeycloakItSaysWhatIsMissing() throws Exception {
        Said said = run(script(), Shipped.jar(), null, Files.createFile(folder.resolve("none.jsonl")));

        assertThat(said.status).isEqualTo(2);
        assertThat(said.errors).contains("KEYCLOAK_HOME=");
    }

    private static Path script() {
        return Shipped.checkout().resolve("bin/risk-replay");
    }

    /** As much of a Keycloak as the script looks for. */
    private static Path keycloak(Path home) throws IOException {
        Path libraries = Files.createDirectories(home.resolve("lib/lib/main"));
        try (ZipFile zip = new ZipFile(Shipped.keycloakDistribution().toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName().replaceFirst(".*/", "");
                if (name.startsWith("com.github.ua-parser.") || name.startsWith("org.yaml.snakeyaml-")) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(content, libraries.resolve(name));
                    }
                }
            }
        }
        return home;
    }

    private Said run(Path script, @Nullable Path jar, @Nullable Path keycloak, Path stream) throws Exception {
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), stream.toString())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().remove("KEYCLOAK_HOME");
        builder.environment().remove("MFA_PACK_JAR");
        if (jar != null) {
            builder.environment().put("MFA_PACK_JAR", jar.toString());
        }
        if (keycloak != null) {
            builder.environment().put("KEYCLOAK_HOME", keycloak.toString());
        }
        int status = builder.start().waitFor();
        return new Said(status, Files.readAllLines(output, UTF_8), Files.readString(errors, UTF_8));
    }
}
