package dev.mfapack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    @TempDir
    Path folder;

    @Test
    void a_process_that_an_earlier_demo_left_is_ended() throws IOException, InterruptedException {
        var left = new ProcessBuilder("sleep", "60").start();
        leftovers().remember(left);

        assertThat(leftovers().end()).isTrue();

        assertThat(left.onExit()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(leftovers().end()).isFalse();
    }

    @Test
    void a_stranger_who_got_the_same_number_is_left_alone() throws IOException, InterruptedException {
        var stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(file(), stranger.pid() + " 1000\n");

            assertThat(leftovers().end()).isFalse();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void without_an_earlier_demo_there_is_nothing_to_end() throws IOException, InterruptedException {
        assertThat(leftovers().end()).isFalse();
    }

    private Leftovers leftovers() {
        return new Leftovers(file());
    }

    private Path file() {
        return folder.resolve("keycloak.pids");
    }
}
