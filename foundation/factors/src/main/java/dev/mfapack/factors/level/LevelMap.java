package dev.mfapack.factors.level;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.Proven;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/**
 * Keycloak's note of which level a session has proven, and when.
 *
 * @param secondsByLevel level number to seconds since the epoch
 */
public record LevelMap(Map<Integer, Integer> secondsByLevel) {

    private static final ObjectReader NOTE =
            JsonSerialization.mapper.readerFor(new TypeReference<TreeMap<Integer, Integer>>() {});

    /** Reads the note {@link org.keycloak.models.Constants#LOA_MAP}; no note is an empty map. */
    public static LevelMap of(@Nullable String note) {
        if (note == null) {
            return new LevelMap(Map.of());
        }
        try {
            return new LevelMap(NOTE.readValue(note));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Proven proven() {
        Proven proven = Proven.nothing();
        for (Map.Entry<Integer, Integer> entry : secondsByLevel.entrySet()) {
            Optional<Level> level = Level.ofNumber(entry.getKey());
            if (level.isPresent()) {
                proven = proven.and(level.get(), Instant.ofEpochSecond(entry.getValue()));
            }
        }
        return proven;
    }

    /** This, and {@code level} proven at {@code time}. */
    public LevelMap with(Level level, Instant time) {
        Map<Integer, Integer> more = new TreeMap<>(secondsByLevel);
        more.put(level.number(), Math.toIntExact(time.getEpochSecond()));
        return new LevelMap(more);
    }

    /** This, as if {@code level} had never been proven. */
    public LevelMap without(Level level) {
        Map<Integer, Integer> rest = new TreeMap<>(secondsByLevel);
        rest.remove(level.number());
        return new LevelMap(rest);
    }

    /** As the note has it. */
    public String note() {
        try {
            return JsonSerialization.writeValueAsString(secondsByLevel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
