package dev.mfapack.tests.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A table in a page of the documentation, which a suite goes through row by row. */
final class DocTable {

    private DocTable() {}

    /**
     * The rows below that head, each as its cells; none when the page has no such table.
     *
     * @param page its name in {@code docs}
     * @param head the whole line
     */
    static List<List<String>> rows(String page, String head) {
        try {
            return Files.readAllLines(Path.of("../../docs", page)).stream()
                    .dropWhile(line -> !line.equals(head))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .map(DocTable::cells)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row as it stands in the page. */
    static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static List<String> cells(String row) {
        List<String> parts = Stream.of(row.split("\\|", -1)).map(String::strip).toList();
        return parts.subList(1, parts.size() - 1);
    }
}
