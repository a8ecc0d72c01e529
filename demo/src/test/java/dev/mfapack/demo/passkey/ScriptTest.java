package dev.mfapack.demo.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/demo-passkey} where it has nothing to do. */
class ScriptTest {

    @TempDir
    private Path directory;

    private record Said(int status, String output) {}

    @Test
    void help_tells_the_three_commands() throws Exception {
        assertThat(run("--help").output()).contains("enrol  ", "login  ", "logout  ");
        assertThat(run("--help").status()).isZero();
    }

    @Test
    void what_means_nothing_is_refused() throws Exception {
        for (var arguments :
                List.of(new String[] {}, new String[] {"dance"}, new String[] {"login", "logout"}, new String[] {
                    "login", "--keycloak-port"
                })) {
            assertThat(run(arguments).status())
                    .as(List.of(arguments).toString())
                    .isEqualTo(2);
        }
    }

    @Test
    void without_a_demo_it_says_what_to_start() throws Exception {
        Said said = run("login");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.output()).contains("Start bin/demo first");
    }

    private Said run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", "../bin/demo-passkey"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MFA_DEMO_DATA", directory.resolve("nowhere").toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), output);
    }
}
