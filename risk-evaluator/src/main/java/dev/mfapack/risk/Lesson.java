package dev.mfapack.risk;

import dev.mfapack.core.level.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What there is to learn from a login, if it succeeds. Goes with the authentication session as {@link #write text}, so that what is
 * learned is what was judged, whatever later requests of the same login look like.
 *
 * @param time of the judgement
 * @param keyId of {@code values}
 * @param values hashed
 * @param previousKeyId of {@code previous}; 0 when there is no previous key
 * @param previous the same values under the key before
 * @param point where, at a tenth of a degree
 * @param hour local, 0 to 24
 * @param level what the score asked for, whatever the mode
 */
public record Lesson(
        Instant time,
        int keyId,
        List<HashedValue> values,
        int previousKeyId,
        List<HashedValue> previous,
        Optional<Place.Point> point,
        double hour,
        Level level) {

    public Lesson {
        values = List.copyOf(values);
        previous = List.copyOf(previous);
    }

    /** At most 400 characters of Base64url. */
    public String write() {
        return LessonCodec.write(this);
    }

    /** Empty when {@code text} was not written by this version of the pack: then nothing is learned. */
    public static Optional<Lesson> read(String text) {
        return LessonCodec.read(text);
    }
}
