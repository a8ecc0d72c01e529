package dev.mfapack.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a log says last, for when something went wrong. */
final class LogTail {

    private static final int LINES = 20;
    private static final int COLUMNS = 200;

    private LogTail() {}

    static String of(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return lines.stream()
                .skip(Math.max(0, lines.size() - LINES))
                .map(line -> "  | " + line.substring(0, Math.min(line.length(), COLUMNS)))
                .collect(Collectors.joining("\n"));
    }
}
