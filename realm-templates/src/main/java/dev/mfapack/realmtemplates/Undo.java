package dev.mfapack.realmtemplates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/**
 * What is needed to take an application of the template back.
 *
 * @param createdFlows aliases of the top-level flows that were made; one that was there before is not among them
 * @param settings in the order in which they were written
 */
record Undo(List<String> createdFlows, List<Written> settings) {

    /** A value that was written, and the one that it took the place of. */
    record Written(Setting.Kind kind, String name, @Nullable String before, String after) {}

    static Undo parse(String json) {
        try {
            return JsonSerialization.readValue(json, Undo.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String json() {
        try {
            return JsonSerialization.writeValueAsString(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
