package dev.mfapack.tests.benchmarks.startup;

import dev.mfapack.tests.bench.server.Distribution;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.NodeSettings;
import java.util.Locale;

/** What a server finds when it starts. */
enum Situation {
    /** Its own database of the last start: what happens at every restart. */
    AGAIN,
    /** An empty database, in which all tables must be made first. */
    FIRST;

    static Situation of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    KeycloakNode node(String name, Distribution distribution, int pair) {
        return new KeycloakNode(NodeSettings.onH2(this == FIRST ? name + "-" + pair : name, distribution));
    }
}
