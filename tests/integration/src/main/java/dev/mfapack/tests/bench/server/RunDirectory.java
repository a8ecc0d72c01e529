package dev.mfapack.tests.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
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
            try (FileChannel channel = FileChannel.open(
                    runs.resolveSibling("runs.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Two JVMs of one run begin at the same time; closing the channel lets go.
                channel.lock();
                return prepare(runs);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path prepare(Path runs) throws IOException {
        List<Path> earlier;
        try (Stream<Path> all = Files.list(runs)) {
            earlier = all.toList();
        }
        for (Path run : earlier) {
            if (isAbandoned(run)) {
                NodeProcess.endLeftovers(run);
                delete(run);
            }
        }
        if (earlier.stream().allMatch(RunDirectory::isAbandoned)) {
            // Else they are those of the JVM beside this one.
            delete(BenchSettings.failures());
        }
        return Files.createDirectories(
                runs.resolve(Long.toString(ProcessHandle.current().pid())));
    }

    private static boolean isAbandoned(Path run) {
        String name = run.getFileName().toString();
        return !name.matches("\\d+")
                || ProcessHandle.of(Long.parseLong(name)).isEmpty()
                || Long.parseLong(name) == ProcessHandle.current().pid();
    }
}
