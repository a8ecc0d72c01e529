package dev.mfapack.core.limit;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What a store read, and what a step makes of it. Not thread-safe.
 *
 * @param <K> whom or what it is about
 * @param <V> what is kept about it
 */
public final class Draft<K, V> {

    private final Map<K, V> stored;
    private final Function<K, V> none;
    private final Map<K, V> changes = new HashMap<>();

    /**
     * Begins with what the store has.
     *
     * @param stored what is there
     * @param none what holds for a key that is not there
     */
    public Draft(Map<K, V> stored, Function<K, V> none) {
        this.stored = stored;
        this.none = none;
    }

    public V get(K key) {
        V changed = changes.get(key);
        if (changed != null) {
            return changed;
        }
        V there = stored.get(key);
        return there == null ? none.apply(key) : there;
    }

    /** Changes what is kept, unless it is that already. */
    public void put(K key, V value) {
        if (!value.equals(get(key))) {
            changes.put(key, value);
        }
    }

    /** What the store must write. */
    public Map<K, V> changes() {
        return Map.copyOf(changes);
    }
}
