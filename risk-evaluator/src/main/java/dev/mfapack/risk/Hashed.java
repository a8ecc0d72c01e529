package dev.mfapack.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a login shows, under the key of now and, while a rotation lasts, under the key before. */
final class Hashed {

    private final int keyId;
    private final int previousKeyId;
    private final List<HashedValue> values;
    private final List<HashedValue> previous;
    private final @Nullable Why[] unknown = new Why[Feature.CODES];

    Hashed(Values seen, ValueHash current, Optional<ValueHash> before) {
        this.keyId = current.keyId();
        this.previousKeyId = before.map(ValueHash::keyId).orElse(0);
        this.values = new ArrayList<>(Feature.values().length);
        this.previous = before.isPresent() ? new ArrayList<>(Feature.values().length) : List.of();
        for (Feature feature : Feature.values()) {
            if (seen.of(feature) instanceof Observed.Seen<String> text) {
                values.add(new HashedValue(feature, current.of(feature, text.value())));
                before.ifPresent(key -> previous.add(new HashedValue(feature, key.of(feature, text.value()))));
            } else {
                unknown[feature.code()] = seen.of(feature).reason().orElse(Why.NOT_SENT);
            }
        }
    }

    int keyId() {
        return keyId;
    }

    int previousKeyId() {
        return previousKeyId;
    }

    List<HashedValue> values() {
        return values;
    }

    List<HashedValue> previous() {
        return previous;
    }

    /** The value at this place under the key before, if there is one. */
    List<HashedValue> previous(int at) {
        return previous.isEmpty() ? List.of() : List.of(previous.get(at));
    }

    /** What the realm is asked for. */
    List<HashedValue> shared() {
        return Stream.concat(values.stream(), previous.stream())
                .filter(value -> value.feature().isShared())
                .toList();
    }

    double count(Profile habits, int at, int day) {
        double count = habits.count(values.get(at), keyId, day);
        return previous.isEmpty() ? count : count + habits.count(previous.get(at), previousKeyId, day);
    }

    @Nullable
    Why why(Feature feature) {
        return unknown[feature.code()];
    }
}
