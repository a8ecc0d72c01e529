package dev.mfapack.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** The ports of the demo, each 1 to 65535. */
record Ports(int keycloak, int phone, int app, int smtp) {

    static final Ports DEFAULT = new Ports(8080, 8090, 8091, 8025);

    private record Use(String whatFor, String option, int port) {}

    private List<Use> uses() {
        return List.of(
                new Use("Keycloak", "--keycloak-port", keycloak),
                new Use("the phone page", "--phone-port", phone),
                new Use("the sample app", "--app-port", app),
                new Use("the mailbox", "--smtp-port", smtp));
    }

    /** Says which ports cannot be had and which option names another; empty when all is well. */
    List<String> complaints(IntPredicate taken) {
        var complaints = new ArrayList<String>();
        Map<Integer, Use> seen = new LinkedHashMap<>();
        for (var use : uses()) {
            var other = seen.putIfAbsent(use.port(), use);
            if (other != null) {
                complaints.add("Port %d is meant for %s and for %s: choose another with %s or %s."
                        .formatted(use.port(), other.whatFor(), use.whatFor(), other.option(), use.option()));
            } else if (taken.test(use.port())) {
                complaints.add("Port %d, meant for %s, is taken: choose another with %s."
                        .formatted(use.port(), use.whatFor(), use.option()));
            }
        }
        return complaints;
    }
}
