package dev.mfapack.smsgateways.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;

/** Options as the server's configuration hands them to a factory. */
final class Options implements Config.Scope {

    private final Map<String, String> values = new HashMap<>();

    Options with(String key, String value) {
        values.put(key, value);
        return this;
    }

    @Override
    public @Nullable String get(String key) {
        return values.get(key);
    }

    @Override
    public @Nullable String get(String key, @Nullable String defaultValue) {
        return values.getOrDefault(key, defaultValue);
    }

    @Override
    public String @Nullable [] getArray(String key) {
        String value = values.get(key);
        return value == null ? null : value.split(",", -1);
    }

    @Override
    public @Nullable Integer getInt(String key) {
        return getInt(key, null);
    }

    @Override
    public @Nullable Integer getInt(String key, @Nullable Integer defaultValue) {
        String value = values.get(key);
        return value == null ? defaultValue : Integer.valueOf(value);
    }

    @Override
    public @Nullable Long getLong(String key) {
        return getLong(key, null);
    }

    @Override
    public @Nullable Long getLong(String key, @Nullable Long defaultValue) {
        String value = values.get(key);
        return value == null ? defaultValue : Long.valueOf(value);
    }

    @Override
    public @Nullable Boolean getBoolean(String key) {
        return getBoolean(key, null);
    }

    @Override
    public @Nullable Boolean getBoolean(String key, @Nullable Boolean defaultValue) {
        String value = values.get(key);
        return value == null ? defaultValue : Boolean.valueOf(value);
    }

    @Override
    public Config.Scope scope(String... scope) {
        return new Options();
    }

    @Override
    @Deprecated
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public Config.Scope root() {
        return this;
    }
}
