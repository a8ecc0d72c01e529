package dev.mfapack.tests.benchmarks.risk;

import dev.mfapack.tests.benchmarks.risk.Fakes.Attacker;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A stream, played once: at each real login the scorers see it and the three fakes that might stand in its place, and learn it then. */
final class Trial {

    /** What comes before only fills the histories: the realm has to be known. */
    private static final double FROM = 0.3;

    /** What comes after only lends its addresses to the fakes. */
    private static final double TO = 0.85;

    private static final long A_DAY = 86_400;

    final Stream stream;
    final Fakes fakes;
    private final List<Scorer> scorers;
    private final Map<Scorer, List<double[]>> scores = new HashMap<>();
    private final List<Integer> people = new ArrayList<>();
    private final BitSet late = new BitSet();

    Trial(Stream stream, Fakes fakes, List<Scorer> scorers) {
        this.stream = stream;
        this.fakes = fakes;
        this.scorers = scorers;
        scorers.forEach(scorer -> scores.put(scorer, new ArrayList<>()));
    }

    /** What is looked at besides scores. */
    interface Watcher {
        void see(Visit real, Map<Attacker, Visit> fakes);
    }

    Trial play(Watcher watcher) {
        double seconds = stream.world.days() * 86_400.0;
        Map<Integer, Visit> last = new HashMap<>();
        for (int at = 0; at < stream.visits.size(); at++) {
            Visit visit = stream.visits.get(at);
            Visit before = last.get(visit.person());
            if (before != null && visit.second() >= FROM * seconds && visit.second() < TO * seconds) {
                Map<Attacker, Visit> instead = new EnumMap<>(Attacker.class);
                for (Attacker attacker : Attacker.values()) {
                    instead.put(attacker, fakes.fake(attacker, at, before));
                }
                late.set(people.size(), visit.second() - before.second() > A_DAY);
                people.add(visit.person());
                for (Scorer scorer : scorers) {
                    scores.get(scorer).add(new double[] {
                        scorer.score(visit),
                        scorer.score(instead.get(Attacker.NAIVE)),
                        scorer.score(instead.get(Attacker.VPN)),
                        scorer.score(instead.get(Attacker.TARGETED))
                    });
                }
                watcher.see(visit, instead);
            }
            scorers.forEach(scorer -> scorer.learn(visit));
            last.put(visit.person(), visit);
        }
        return this;
    }

    Scores scores(Scorer scorer, Attacker attacker) {
        List<double[]> all = scores.get(scorer);
        int column = 1 + List.of(Attacker.values()).indexOf(attacker);
        return new Scores(
                all.stream().mapToDouble(it -> it[0]).toArray(),
                all.stream().mapToDouble(it -> it[column]).toArray(),
                people.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Those logins, and the fakes in their place, that come more than a day after the person's last one. */
    Scores late(Scorer scorer, Attacker attacker) {
        return scores(scorer, attacker).of(late);
    }

    int scored() {
        return people.size();
    }
}
