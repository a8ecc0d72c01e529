package dev.mfapack.risk;

import dev.mfapack.core.level.Level;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A lesson as text: a version, then fixed fields, then the values. */
final class LessonCodec {

    private static final byte VERSION = 1;
    private static final int FIXED = 28;
    private static final int VALUE = 9;

    /** Outside of every coordinate. */
    private static final short NOWHERE = Short.MIN_VALUE;

    private LessonCodec() {}

    static String write(Lesson lesson) {
        int values = lesson.values().size() + lesson.previous().size();
        ByteBuffer bytes = ByteBuffer.allocate(FIXED + VALUE * values)
                .put(VERSION)
                .putLong(lesson.time().toEpochMilli())
                .putFloat((float) lesson.hour())
                .put((byte) lesson.level().number())
                .putShort(
                        lesson.point().map(point -> Tenths.of(point.latitude())).orElse(NOWHERE))
                .putShort(lesson.point()
                        .map(point -> Tenths.of(point.longitude()))
                        .orElse(NOWHERE));
        write(bytes, lesson.keyId(), lesson.values());
        write(bytes, lesson.previousKeyId(), lesson.previous());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private static void write(ByteBuffer bytes, int keyId, List<HashedValue> values) {
        bytes.putInt(keyId).put((byte) values.size());
        for (HashedValue value : values) {
            bytes.put((byte) value.feature().code()).putLong(value.hash());
        }
    }

    static Optional<Lesson> read(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            return bytes.get() == VERSION ? Optional.of(read(bytes)) : Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Lesson read(ByteBuffer bytes) {
        Instant time = Instant.ofEpochMilli(bytes.getLong());
        float hour = bytes.getFloat();
        Level level = Level.ofNumber(bytes.get()).orElseThrow(IllegalArgumentException::new);
        Optional<Place.Point> point = point(bytes.getShort(), bytes.getShort());
        int keyId = bytes.getInt();
        List<HashedValue> values = values(bytes);
        int previousKeyId = bytes.getInt();
        List<HashedValue> previous = values(bytes);
        if (bytes.hasRemaining() || !(hour >= 0 && hour < 24.001)) {
            throw new IllegalArgumentException("no lesson");
        }
        return new Lesson(time, keyId, values, previousKeyId, previous, point, hour, level);
    }

    private static Optional<Place.Point> point(short latitude, short longitude) {
        return latitude == NOWHERE
                ? Optional.empty()
                : Optional.of(new Place.Point(Tenths.degrees(latitude), Tenths.degrees(longitude)));
    }

    private static List<HashedValue> values(ByteBuffer bytes) {
        int size = bytes.get();
        List<HashedValue> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Feature feature = Feature.ofCode(bytes.get()).orElseThrow(IllegalArgumentException::new);
            values.add(new HashedValue(feature, bytes.getLong()));
        }
        return values;
    }
}
