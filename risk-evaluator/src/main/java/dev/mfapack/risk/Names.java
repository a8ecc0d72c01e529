package dev.mfapack.risk;

import java.util.Locale;

/** Names of enums as they stand in message keys. */
final class Names {

    private Names() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
