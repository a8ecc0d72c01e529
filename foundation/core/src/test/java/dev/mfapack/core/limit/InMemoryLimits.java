package dev.mfapack.core.limit;

import dev.mfapack.core.sms.Place;
import dev.mfapack.core.sms.SmsTraffic;
import dev.mfapack.core.sms.Traffic;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Keeps the ports' contracts by doing one step after the other. What is written is read back from its text, as tables do. */
public final class InMemoryLimits implements ThrottleStore, SmsTraffic {

    private final Map<Subject, Tally> tallies = new HashMap<>();
    private final Map<Place, Traffic> traffic = new HashMap<>();

    @Override
    public <T> T inOneStep(Set<Subject> subjects, Function<Draft<Subject, Tally>, T> work) {
        return inOneStep(subjects, Set.of(), (draft, none) -> work.apply(draft));
    }

    @Override
    public synchronized <T> T inOneStep(
            Set<Subject> subjects,
            Set<Place> places,
            BiFunction<Draft<Subject, Tally>, Draft<Place, Traffic>, T> work) {
        Draft<Subject, Tally> ofSubjects = new Draft<>(only(subjects, tallies), subject -> Tally.none(subject.kind()));
        Draft<Place, Traffic> ofPlaces = new Draft<>(only(places, traffic), place -> Traffic.none(place.kind()));
        T result = work.apply(ofSubjects, ofPlaces);
        ofSubjects
                .changes()
                .forEach((subject, tally) -> tallies.put(requireIn(subjects, subject), reread(subject, tally)));
        ofPlaces.changes().forEach((place, flow) -> traffic.put(requireIn(places, place), reread(place, flow)));
        return result;
    }

    public synchronized Tally tally(Subject subject) {
        return tallies.getOrDefault(subject, Tally.none(subject.kind()));
    }

    private static <K, V> Map<K, V> only(Set<K> keys, Map<K, V> all) {
        Map<K, V> some = new HashMap<>();
        for (K key : keys) {
            V there = all.get(key);
            if (there != null) {
                some.put(key, there);
            }
        }
        return some;
    }

    /** What was not asked for was not locked, and must not be written. */
    private static <K> K requireIn(Set<K> asked, K changed) {
        if (!asked.contains(changed)) {
            throw new AssertionError("changed without having been asked for: " + changed);
        }
        return changed;
    }

    private static Tally reread(Subject subject, Tally tally) {
        return new Tally(
                tally.count(),
                tally.at(),
                Slots.of(subject.kind().width(), tally.slots().text()));
    }

    private static Traffic reread(Place place, Traffic flow) {
        return new Traffic(
                Slots.of(place.kind().width(), flow.slots().text()),
                Slots.of(Traffic.WEEK_SLOT, flow.week().text()),
                flow.blocks(),
                flow.blockedUntil(),
                flow.trialAt(),
                flow.warnedAt());
    }
}
