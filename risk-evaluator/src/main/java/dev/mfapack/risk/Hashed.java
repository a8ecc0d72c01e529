package dev.mfapack.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a login shows, under the key of now and, while a rotation lasts, under the key before. */
final class Hashed {

    private final int keyId;
    private final int previousKeyId;
    private final List<HashedValue> values = new ArrayList<>(Feature.CODES);
    private final List<HashedValue> previous;
    private final List<HashedValue> shared = new ArrayList<>(2 * Feature.CODES);
    private final Values seen;

    Hashed(Values seen, ValueHash current, Optional<ValueHash> before) {
        this.seen = seen;
        this.keyId = current.keyId();
        this.previousKeyId = before.map(ValueHash::keyId).orElse(0);
        this.previous = before.isPresent() ? new ArrayList<>(Feature.CODES) : List.of();
        add(values, current);
        before.ifPresent(key -> add(previous, key));
    }

    private void add(List<HashedValue> made, ValueHash key) {
        for (Feature feature : Feature.ALL) {
            String text = seen.of(feature);
            if (text != null) {
                HashedValue value = new HashedValue(feature, key.of(feature, text));
                made.add(value);
                if (feature.isShared()) {
                    shared.add(value);
                }
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

    /** What the realm is asked for. */
    List<HashedValue> shared() {
        return shared;
    }

    /** Of the value at this place, on how many days the person showed it. */
    double own(Profile habits, int at, int day) {
        double count = habits.count(values.get(at), keyId, day);
        return previous.isEmpty() ? count : count + habits.count(previous.get(at), previousKeyId, day);
    }

    /** Of the value at this place, on how many days anybody showed it. */
    double everybodys(GlobalCounts.View realm, int at) {
        double count = realm.count(values.get(at));
        return previous.isEmpty() ? count : count + realm.count(previous.get(at));
    }

    /** The value of a feature; unknown with its reason. */
    Observed<HashedValue> of(Feature feature) {
        for (HashedValue value : values) {
            if (value.feature() == feature) {
                return Observed.of(value);
            }
        }
        Why why = why(feature);
        return Observed.unknown(why == null ? Why.NOT_SENT : why);
    }

    @Nullable
    Why why(Feature feature) {
        return seen.why(feature);
    }
}
