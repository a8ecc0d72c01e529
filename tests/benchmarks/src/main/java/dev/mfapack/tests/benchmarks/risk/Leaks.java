package dev.mfapack.tests.benchmarks.risk;

import dev.mfapack.tests.benchmarks.risk.Fakes.Attacker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether the simulation gives fakes away by itself: by how often the realm has seen a value that is new to the person, or by the time.
 * Looked at are the fakes of the attacker who knows most, and of real logins and fakes those alone in which what is known is right.
 */
final class Leaks implements Scorer {

    private static final Map<String, Function<Visit, Object>> GROUPS = new LinkedHashMap<>();

    /** What the attacker knows: only where it is right can the rest give a fake away. */
    private static final Map<String, Function<Visit, Object>> KNOWN = Map.of(
            "address", visit -> visit.source().provider() * 100 + visit.source().region(),
            "provider", visit -> visit.source().country() * 100 + visit.source().region(),
            "browser",
                    visit -> visit.browser().family()
                            + visit.browser().systemVersion()
                            + visit.browser().kind(),
            "hour", visit -> 0);

    static {
        GROUPS.put("address", visit -> visit.source().address());
        GROUPS.put("provider", visit -> visit.source().provider());
        GROUPS.put("browser", visit -> visit.browser().whole());
        GROUPS.put("hour", visit -> visit.second() / 3600 % 24);
    }

    private final Map<String, Map<Object, Integer>> realm = new HashMap<>();
    private final Map<String, Set<Object>> own = new HashMap<>();
    private final Map<String, List<Double>> real = new HashMap<>();
    private final Map<String, List<Double>> fake = new HashMap<>();

    @Override
    public String name() {
        return "leaks";
    }

    @Override
    public double score(Visit visit) {
        return 0;
    }

    void see(Visit visit, Map<Attacker, Visit> fakes) {
        GROUPS.forEach((group, value) -> {
            note(group, value, visit, real);
            note(group, value, fakes.get(Attacker.TARGETED), fake);
        });
    }

    private void note(String group, Function<Visit, Object> value, Visit visit, Map<String, List<Double>> into) {
        Object shown = value.apply(visit);
        Object known = KNOWN.get(group).apply(visit);
        if (!own.getOrDefault(group + "known" + visit.person(), Set.of()).contains(known)) {
            return;
        }
        boolean isNew = !own.getOrDefault(group + visit.person(), Set.of()).contains(shown);
        if (isNew || group.equals("hour")) {
            int seen = realm.getOrDefault(group, Map.of()).getOrDefault(shown, 0);
            into.computeIfAbsent(group, it -> new ArrayList<>()).add((double) seen);
        }
    }

    @Override
    public void learn(Visit visit) {
        GROUPS.forEach((group, value) -> {
            Object shown = value.apply(visit);
            realm.computeIfAbsent(group, it -> new HashMap<>()).merge(shown, 1, Integer::sum);
            own.computeIfAbsent(group + visit.person(), it -> new HashSet<>()).add(shown);
            own.computeIfAbsent(group + "known" + visit.person(), it -> new HashSet<>())
                    .add(KNOWN.get(group).apply(visit));
        });
    }

    /** How likely the realm has seen a fake's new value less often than a real login's. */
    Map<String, Double> aucs() {
        Map<String, Double> aucs = new LinkedHashMap<>();
        for (String group : GROUPS.keySet()) {
            aucs.put(
                    group,
                    Scores.auc(
                            real.getOrDefault(group, List.of()).stream()
                                    .mapToDouble(it -> -it)
                                    .toArray(),
                            fake.getOrDefault(group, List.of()).stream()
                                    .mapToDouble(it -> -it)
                                    .toArray()));
        }
        return aucs;
    }
}
