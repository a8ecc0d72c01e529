package dev.mfapack.restapi;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters of a call's address. What cannot be read is a {@link ProblemException} 400 that names the parameter. */
record Query(MultivaluedMap<String, String> asked) {

    /** A filter with a slip of the pen would let everything through. */
    void requireKnown(Collection<String> known, String... others) {
        for (String name : asked.keySet()) {
            if (!known.contains(name) && !List.of(others).contains(name)) {
                throw ProblemException.badRequest("There is no parameter " + name + ".");
            }
        }
    }

    /** @throws ProblemException 400 when it is no {@linkplain PlainText plain text} */
    @Nullable
    String text(String name) {
        String text = asked.getFirst(name);
        if (text != null && !PlainText.is(text)) {
            throw ProblemException.badRequest(name + " holds what is no character.");
        }
        return text;
    }

    /** Milliseconds since the epoch. */
    @Nullable
    Long time(String name) {
        return parsed(name, Query::millis);
    }

    long number(String name, long byDefault, long least, long most) {
        Long number = parsed(name, Long::valueOf);
        if (number != null && (number < least || number > most)) {
            throw ProblemException.badRequest(name + " must lie between " + least + " and " + most + ".");
        }
        return number == null ? byDefault : number;
    }

    /** @param parse throws {@link IllegalArgumentException}, whose message follows the parameter's name */
    <T> @Nullable T parsed(String name, Function<String, T> parse) {
        String text = text(name);
        try {
            return text == null ? null : parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(name + ": " + e.getMessage() + ".");
        }
    }

    /** @throws IllegalArgumentException when it is no time */
    static long millis(String time) {
        try {
            return Instant.parse(time).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("must be a time such as 2026-03-01T12:00:00Z", e);
        }
    }
}
