package dev.mfapack.realmtemplates;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/**
 * The realm attribute {@code acr.loa.map}: names that apps use, each with the number of a level.
 *
 * @param numbers name to number, as the attribute has them, numbers as text or not
 */
record LevelNames(Map<String, Object> numbers) {

    /**
     * Reads the attribute; null and blank are an empty map.
     *
     * @throws InstallationRefused when it is no JSON object, since a name could not be added without losing what is there
     */
    static LevelNames parse(@Nullable String attribute) {
        if (attribute == null || attribute.isBlank()) {
            return new LevelNames(Map.of());
        }
        try {
            Map<String, Object> numbers =
                    JsonSerialization.readValue(attribute, new TypeReference<LinkedHashMap<String, Object>>() {});
            if (numbers == null) {
                throw unreadable();
            }
            return new LevelNames(numbers);
        } catch (IOException e) {
            throw unreadable();
        }
    }

    private static InstallationRefused unreadable() {
        return new InstallationRefused("The realm attribute acr.loa.map is not a JSON object. Put it right first"
                + " (Realm settings, General, ACR to LoA Mapping).");
    }

    /** The number of the level with that name. */
    Optional<String> number(String name) {
        return Optional.ofNullable(numbers.get(name)).map(String::valueOf);
    }

    /** Other names for the level with that number. */
    List<String> othersFor(String number, String name) {
        return numbers.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(name)
                        && String.valueOf(entry.getValue()).equals(number))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** These names, with {@code name} for {@code number}, or without it when the number is null; all others stay. */
    LevelNames with(String name, @Nullable String number) {
        Map<String, Object> changed = new LinkedHashMap<>(numbers);
        if (number == null) {
            changed.remove(name);
        } else {
            changed.put(name, number);
        }
        return new LevelNames(changed);
    }

    /** As the attribute has it; empty when there are no names. */
    Optional<String> attribute() {
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonSerialization.writeValueAsString(numbers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
