package dev.mfapack.core.lookup;

/**
 * A secret of one {@link Shape}, drawn or typed. Immutable and thread-safe.
 *
 * @param shape what kind it is
 * @param letters id part and secret part, capital letters and digits without separators: what is hashed
 */
public record LookupSecret(Shape shape, String letters) {

    /** The part that is stored readable. */
    public String id() {
        return letters.substring(0, shape.idLetters());
    }

    /** As people see it, in groups. */
    public String grouped() {
        return Letters.grouped(letters, shape.group());
    }

    @Override
    public String toString() {
        return "LookupSecret[" + shape + "]";
    }
}
