package dev.mfapack.tests.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of a page of the documentation: fenced blocks whose info string is a language and {@code example=} with a name. */
final class DocExamples {

    private static final Pattern BLOCK =
            Pattern.compile("^```(\\w+)(?: example=([\\w-]+))?\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Set<String> LANGUAGES_THAT_RUN = Set.of("bash", "java", "js");

    private final Path page;
    private final Map<String, String> blocks = new LinkedHashMap<>();

    private DocExamples(Path page) {
        this.page = page;
    }

    /** Those of {@code docs/<name>} in this checkout. */
    static DocExamples of(String name) {
        DocExamples examples = new DocExamples(Path.of("../../docs", name));
        Matcher block = BLOCK.matcher(examples.text());
        while (block.find()) {
            if (LANGUAGES_THAT_RUN.contains(block.group(1))) {
                examples.add(block.group(2), block.group(3));
            }
        }
        return examples;
    }

    /** All of them, in their order. */
    List<String> names() {
        return List.copyOf(blocks.keySet());
    }

    /** What stands in the block, or in these blocks one behind the other. */
    String code(String... names) {
        StringBuilder code = new StringBuilder();
        for (String name : names) {
            if (!blocks.containsKey(name)) {
                throw new AssertionError(page + " has no example " + name);
            }
            code.append(blocks.get(name)).append('\n');
        }
        return code.toString();
    }

    private void add(String name, String code) {
        if (name == null || blocks.put(name, code) != null) {
            throw new AssertionError(page + " has an example without a name of its own: " + code);
        }
    }

    private String text() {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
