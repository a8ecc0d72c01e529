package dev.mfapack.tests.benchmarks.risk;

import java.util.HashMap;
import java.util.Map;

/**
 * Discrete evidence added as log-odds, as mabartos/keycloak-adaptive-authn documents it (its risk scoring guide): a device seen ten times
 * −0.3, up to five times 0, new +0.8, browser or system unknown +1.5; the same region −0.3, the same country +0.1, a new country +0.8, and
 * faster than possible +2; the hour within 2 h of a usual one −0.3, within 4 h +0.4, 6 h +0.8, 8 h +1.5, beyond +2. Written from that page;
 * its devices are recognised by the user agent.
 */
final class LogOddsRules implements Scorer {

    private static final double KM_PER_HOUR = 900;

    private final Map<Integer, Known> people = new HashMap<>();

    private static final class Known {

        private final Map<String, Integer> devices = new HashMap<>();
        private final Map<String, Integer> browsers = new HashMap<>();
        private final Map<Integer, Integer> countries = new HashMap<>();
        private final Map<Integer, Integer> regions = new HashMap<>();
        private double cosine;
        private double sine;
        private Visit.@org.jspecify.annotations.Nullable Source last;
        private long lastSecond;
    }

    @Override
    public String name() {
        return "log-odds rules";
    }

    @Override
    public double score(Visit visit) {
        Known known = people.get(visit.person());
        if (known == null) {
            return 0;
        }
        return device(known, visit) + place(known, visit) + hour(known, visit);
    }

    private static double device(Known known, Visit visit) {
        int seen = known.devices.getOrDefault(visit.browser().whole(), 0);
        double device = seen >= 10 ? -0.3 : seen > 0 ? 0 : 0.8;
        return device + (known.browsers.containsKey(browser(visit)) ? 0 : 1.5);
    }

    private static double place(Known known, Visit visit) {
        Visit.Source source = visit.source();
        if (known.regions.containsKey(source.country() * 100 + source.region())) {
            return -0.3;
        }
        if (known.countries.containsKey(source.country())) {
            return 0.1;
        }
        Visit.Source last = known.last;
        double hours = Math.max(1.0 / 60, (visit.second() - known.lastSecond) / 3600.0);
        boolean impossible = last != null && Distances.kilometres(last.point(), source.point()) / hours > KM_PER_HOUR;
        return impossible ? 2.0 : 0.8;
    }

    private static double hour(Known known, Visit visit) {
        double usual = Math.atan2(known.sine, known.cosine) * 12 / Math.PI;
        double off = Math.abs(visit.second() / 3600.0 % 24 - (usual + 24) % 24);
        off = Math.min(off, 24 - off);
        if (off <= 2) {
            return -0.3;
        }
        return off <= 4 ? 0.4 : off <= 6 ? 0.8 : off <= 8 ? 1.5 : 2.0;
    }

    @Override
    public void learn(Visit visit) {
        Known known = people.computeIfAbsent(visit.person(), it -> new Known());
        known.devices.merge(visit.browser().whole(), 1, Integer::sum);
        known.browsers.merge(browser(visit), 1, Integer::sum);
        known.countries.merge(visit.source().country(), 1, Integer::sum);
        known.regions.merge(visit.source().country() * 100 + visit.source().region(), 1, Integer::sum);
        double angle = visit.second() / 3600.0 % 24 * Math.PI / 12;
        known.cosine += Math.cos(angle);
        known.sine += Math.sin(angle);
        known.last = visit.source();
        known.lastSecond = visit.second();
    }

    private static String browser(Visit visit) {
        return visit.browser().family() + " " + visit.browser().system();
    }
}
