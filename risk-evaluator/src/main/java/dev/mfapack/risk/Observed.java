package dev.mfapack.risk;

import dev.mfapack.core.PublicApi;
import java.util.Optional;
import java.util.function.Function;

/** Something that was looked at: what was seen, or why nothing could be. What is unknown is never taken for low. */
@PublicApi
public sealed interface Observed<T> {

    record Seen<T>(T value) implements Observed<T> {}

    record Unknown<T>(Why why) implements Observed<T> {}

    static <T> Observed<T> of(T value) {
        return new Seen<>(value);
    }

    static <T> Observed<T> unknown(Why why) {
        return new Unknown<>(why);
    }

    default Optional<T> seen() {
        return this instanceof Seen<T> seen ? Optional.of(seen.value) : Optional.empty();
    }

    default Optional<Why> reason() {
        return this instanceof Unknown<T> unknown ? Optional.of(unknown.why) : Optional.empty();
    }

    default <R> Observed<R> map(Function<? super T, ? extends R> change) {
        return this instanceof Seen<T> seen ? of(change.apply(seen.value)) : unknown(((Unknown<T>) this).why);
    }

    default T or(T other) {
        return this instanceof Seen<T> seen ? seen.value : other;
    }
}
