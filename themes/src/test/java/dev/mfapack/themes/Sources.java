package dev.mfapack.themes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The templates of this module, and the Java of the modules whose messages stand here. */
final class Sources {

    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final List<String> JAVA_MODULES =
            List.of("foundation/factors", "authenticators", "required-actions");

    private Sources() {}

    static List<Path> templates() {
        return files(MODULE.resolve("src/main/resources"), ".ftl");
    }

    static List<Path> java() {
        return JAVA_MODULES.stream().flatMap(module -> java(module).stream()).toList();
    }

    /** What the risk evaluator says to people; what it says to administrators it says in English by itself. */
    static Set<String> wordsOfRisk() {
        return found(java("risk-evaluator"), "\"(mfaRiskPerson\\w+)\"");
    }

    private static List<Path> java(String module) {
        Path root = Objects.requireNonNull(MODULE.getParent());
        return files(root.resolve(module).resolve("src/main/java"), ".java");
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first group of every match in every file. */
    static Set<String> found(List<Path> files, String regex) {
        Pattern pattern = Pattern.compile(regex);
        Set<String> found = new TreeSet<>();
        for (Path file : files) {
            pattern.matcher(text(file))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .forEach(found::add);
        }
        return found;
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(ending))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
