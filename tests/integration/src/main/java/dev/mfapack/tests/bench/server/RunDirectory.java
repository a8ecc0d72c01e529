package dev.mfapack.tests.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for everything that this run writes, apart from other runs in the same checkout. */
final class RunDirectory {

    private static final Path CURRENT = prepare();

    private RunDirectory() {}

    static Path current() {
        return CURRENT;
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Path prepare() {
        Path runs = BenchSettings.workDirectory().resolve("runs");
        try {
            Files.createDirectories(runs);
            try (Stream<Path> earlier = Files.list(runs)) {
                for (Path run : earlier.filter(RunDirectory::isAbandoned).toList()) {
                    NodeProcess.endLeftovers(run);
                    delete(run);
                }
            }
            delete(BenchSettings.failures());
            return Files.createDirectories(
                    runs.resolve(Long.toString(ProcessHandle.current().pid())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAbandoned(Path run) {
        String name = run.getFileName().toString();
        return !name.matches("\\d+")
                || ProcessHandle.of(Long.parseLong(name)).isEmpty()
                || Long.parseLong(name) == ProcessHandle.current().pid();
    }
}
