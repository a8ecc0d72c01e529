package dev.mfapack.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerComposeTest {
    private static final Path COMPOSE_FILE = Shipped.checkout().resolve("docker-compose.yml");
    private static final Path SAMPLE_ENVIRONMENT = Shipped.checkout().resolve(".env.example");

    @TempDir
    private Path temp = Path.of("");

    @Test
    void isValidWithTheSampleEnvironment() throws Exception {
        Outcome outcome = config("--env-file", SAMPLE_ENVIRONMENT.toString());

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @Test
    void doesNotStartWithoutSecrets() throws Exception {
        Path empty = Files.createFile(temp.resolve("empty.env"));

        Outcome outcome = config("--env-file", empty.toString());

        assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
        assertThat(outcome.output()).contains(".env.example");
    }

    @Test
    void everyImageHasAVersion() throws Exception {
        List<String> images = Pattern.compile("^\\s+image:\\s*(\\S+)", Pattern.MULTILINE)
                .matcher(Files.readString(COMPOSE_FILE))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(images).hasSize(3).allMatch(image -> image.matches(".+:v?\\d+(\\.\\d+)+"));
    }

    private Outcome config(String... options) throws IOException, InterruptedException {
        Optional<List<String>> compose = compose();
        assumeTrue(compose.isPresent(), "neither `docker-compose` nor `docker compose` is installed here");
        List<String> command = new ArrayList<>(compose.orElseThrow());
        command.addAll(List.of("--file", COMPOSE_FILE.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("config", "--quiet"));
        return run(command);
    }

    private Optional<List<String>> compose() throws InterruptedException {
        for (List<String> candidate : List.of(List.of("docker-compose"), List.of("docker", "compose"))) {
            if (isInstalled(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private boolean isInstalled(List<String> compose) throws InterruptedException {
        List<String> command = new ArrayList<>(compose);
        command.add("version");
        try {
            return run(command).exitCode() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    /** With a bare environment, so that a secret of whoever runs the tests cannot stand in for a missing one. */
    private Outcome run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(temp.toFile()).redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("%s ends", command).isTrue();
        return new Outcome(process.exitValue(), output);
    }

    private record Outcome(int exitCode, String output) {}
}
