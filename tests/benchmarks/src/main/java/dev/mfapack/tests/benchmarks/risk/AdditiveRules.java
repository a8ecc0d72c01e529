package dev.mfapack.tests.benchmarks.risk;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Six additive weights, as sky-cloak/keycloak-adaptive-risk documents them (docs/design.md): new device by cookie 30, new network 15, new
 * country 30, another country than within the last 120 minutes 40, unusual hour 10, recent failures 25 (there are none here), capped at
 * 100; nothing before the third login. Written from that page.
 */
final class AdditiveRules implements Scorer {

    private static final int LEARNING_LOGINS = 3;
    private static final long RAPID_SECONDS = 120 * 60;

    private final Map<Integer, Known> people = new HashMap<>();

    private static final class Known {

        private final Set<Long> devices = new HashSet<>();
        private final Set<Integer> networks = new HashSet<>();
        private final Set<Integer> countries = new HashSet<>();
        private final Set<Integer> hours = new HashSet<>();
        private int logins;
        private int lastCountry;
        private long last;
    }

    @Override
    public String name() {
        return "additive rules";
    }

    @Override
    public double score(Visit visit) {
        Known known = people.getOrDefault(visit.person(), new Known());
        if (known.logins < LEARNING_LOGINS) {
            return 0;
        }
        int country = visit.source().country();
        int hour = hour(visit);
        int score = known.devices.contains(visit.cookie()) ? 0 : 30;
        score += known.networks.contains(visit.source().network()) ? 0 : 15;
        score += known.countries.contains(country) ? 0 : 30;
        score += country != known.lastCountry && visit.second() - known.last <= RAPID_SECONDS ? 40 : 0;
        boolean usual = known.hours.contains(hour)
                || known.hours.contains((hour + 1) % 24)
                || known.hours.contains((hour + 23) % 24);
        score += usual ? 0 : 10;
        return Math.min(100, score);
    }

    @Override
    public void learn(Visit visit) {
        Known known = people.computeIfAbsent(visit.person(), it -> new Known());
        known.devices.add(visit.cookie());
        known.networks.add(visit.source().network());
        known.countries.add(visit.source().country());
        known.hours.add(hour(visit));
        known.logins++;
        known.lastCountry = visit.source().country();
        known.last = visit.second();
    }

    private static int hour(Visit visit) {
        return (int) (visit.second() / 3600 % 24);
    }
}
