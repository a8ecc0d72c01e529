package dev.mfapack.risk;

import dev.mfapack.core.PublicApi;
import java.util.List;

/**
 * Something to be said in somebody's language: the key of a message and what goes into it.
 *
 * @param key of a message of the login theme
 * @param arguments never an address, a user agent, an id or a secret
 */
@PublicApi
public record Words(String key, List<String> arguments) {

    public Words {
        arguments = List.copyOf(arguments);
    }

    public static Words of(String key, String... arguments) {
        return new Words(key, List.of(arguments));
    }
}
