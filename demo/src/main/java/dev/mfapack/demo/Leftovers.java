package dev.mfapack.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Remembers the demo's own processes in a file, so that a demo that was killed outright does not keep the next one from its ports. A
 * process is known by its number and the time it began: numbers are given out again.
 */
final class Leftovers {

    private static final int PATIENCE_SECONDS = 20;

    private final Path file;

    Leftovers(Path file) {
        this.file = file;
    }

    void remember(Process process) throws IOException {
        var lines = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(handle -> began(handle).stream().map(began -> handle.pid() + " " + began.toEpochMilli()))
                .toList();
        Files.write(file, lines);
    }

    /** Ends what is left of an earlier demo; says whether there was anything. */
    boolean end() throws IOException, InterruptedException {
        var alive = alive();
        for (var handle : alive) {
            handle.destroy();
        }
        for (var handle : alive) {
            awaitEnd(handle);
        }
        Files.deleteIfExists(file);
        return !alive.isEmpty();
    }

    private List<ProcessHandle> alive() throws IOException {
        var alive = new ArrayList<ProcessHandle>();
        for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            int space = line.indexOf(' ');
            long pid = Long.parseLong(line.substring(0, space));
            var began = Instant.ofEpochMilli(Long.parseLong(line.substring(space + 1)));
            ProcessHandle.of(pid)
                    .filter(handle -> began(handle).equals(Optional.of(began)))
                    .ifPresent(alive::add);
        }
        return alive;
    }

    private static void awaitEnd(ProcessHandle handle) throws InterruptedException {
        try {
            handle.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            handle.destroyForcibly();
        }
    }

    private static Optional<Instant> began(ProcessHandle handle) {
        return handle.info().startInstant();
    }
}
