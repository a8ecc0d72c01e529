package dev.mfapack.smsgateways.http;

import dev.mfapack.smsgateways.GatewaySecret;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.Config;

/** What the operator gave, and behind it what the preset says. A blank value counts as none. */
final class HttpOptions {

    private final Config.Scope given;
    private final Map<String, String> preset;

    HttpOptions(Config.Scope given) {
        this.given = given;
        this.preset = Optional.ofNullable(given.get("preset"))
                .filter(name -> !name.isBlank())
                .map(Preset::named)
                .orElse(Map.of());
    }

    boolean hasPreset() {
        return !preset.isEmpty();
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(given.get(name))
                .filter(value -> !value.isBlank())
                .or(() -> Optional.ofNullable(preset.get(name)));
    }

    String get(String name, String otherwise) {
        return get(name).orElse(otherwise);
    }

    /** A list separated by commas; empty when the option is not given. */
    List<String> list(String name) {
        return get(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    Optional<GatewaySecret> secret(String name) {
        return GatewaySecret.from(given, name);
    }
}
