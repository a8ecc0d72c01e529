package dev.mfapack.core.limit;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads limits from a realm's attributes. What is not set has its default; what cannot be read has the strictest value there
 * is, and is told: a limit with a slip of the pen must not let more through.
 *
 * @param attributes a value by its name, or null
 * @param problems is told name and problem of what cannot be read
 */
public record Settings(Function<String, @Nullable String> attributes, BiConsumer<String, String> problems) {

    /** A whole number. */
    public int number(String name, int byDefault, int least, int most, int strictest) {
        String value = value(name);
        if (value.isEmpty()) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as what is out of range is.
        }
        problems.accept(name, "must be a whole number between %d and %d".formatted(least, most));
        return strictest;
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean byDefault, boolean strictest) {
        return switch (value(name)) {
            case "" -> byDefault;
            case "true" -> true;
            case "false" -> false;
            default -> {
                problems.accept(name, "must be true or false");
                yield strictest;
            }
        };
    }

    /** Words between commas; empty when not set. */
    public List<String> words(String name) {
        String value = value(name);
        return value.isEmpty()
                ? List.of()
                : Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .distinct()
                        .toList();
    }

    /** Tells that a value cannot be read. */
    public void problem(String name, String problem) {
        problems.accept(name, problem);
    }

    private String value(String name) {
        String value = attributes.apply(name);
        return value == null ? "" : value.strip();
    }
}
