package dev.mfapack.smsgateways;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;

/** Options as the server's configuration hands them to a factory. */
public final class Options extends Config.AbstractScope {

    private final Map<String, String> values = new HashMap<>();

    public Options with(String key, String value) {
        values.put(key, value);
        return this;
    }

    @Override
    public @Nullable String get(String key) {
        return values.get(key);
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
