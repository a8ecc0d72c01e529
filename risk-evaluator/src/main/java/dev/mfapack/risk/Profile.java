package dev.mfapack.risk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person's habits: how often which values were seen, the last place, the hours of the day, how often they come. Immutable.
 *
 * <p>It grows with the number of features and not with the number of logins: 64 values, of each feature its own share; what
 * was seen least goes first.
 */
public final class Profile {

    /** Of a blob, in bytes. */
    public static final int LONGEST = 1024;

    /** Of somebody who has not been seen. */
    public static final Profile EMPTY =
            new Profile(0, 0, 0, 0, 0, Optional.empty(), Hours.NONE, Pace.NONE, Entries.NONE);

    private final int keyId;
    private final int previousKeyId;
    private final int lastDay;
    private final double days;
    private final int logins;
    private final Optional<Seen> last;
    private final Hours hours;
    private final Pace pace;
    private final Entries entries;

    Profile(
            int keyId,
            int previousKeyId,
            int lastDay,
            double days,
            int logins,
            Optional<Seen> last,
            Hours hours,
            Pace pace,
            Entries entries) {
        this.keyId = keyId;
        this.previousKeyId = previousKeyId;
        this.lastDay = lastDay;
        this.days = days;
        this.logins = logins;
        this.last = last;
        this.hours = hours;
        this.pace = pace;
        this.entries = entries;
    }

    /**
     * A value that was seen.
     *
     * @param older whether the hash was made with the key before
     * @param count on how many days, faded up to {@code day}
     * @param day the last one
     */
    record Entry(Feature feature, boolean older, long hash, double count, int day) {

        double faded(long today) {
            return count * Decay.factor(today - day);
        }
    }

    /**
     * Where and when the person was last seen.
     *
     * @param point at a tenth of a degree
     */
    public record Seen(Place.Point point, Instant time) {}

    /** Reads a blob: an empty one is somebody who has not been seen. */
    public static Observed<Profile> read(byte[] blob) {
        return ProfileCodec.read(blob);
    }

    /** At most {@link #LONGEST} bytes, that name their version and are guarded by a checksum. */
    public byte[] write() {
        return ProfileCodec.write(this);
    }

    /** On how many days the person logged in, faded. */
    public double days(long today) {
        return days * Decay.factor(today - lastDay);
    }

    /** How many logins were learned, never faded; stops at 65,535. */
    public int logins() {
        return logins;
    }

    /** Where the person was last seen; empty when no place was known so far. */
    public Optional<Seen> last() {
        return last;
    }

    int keyId() {
        return keyId;
    }

    int previousKeyId() {
        return previousKeyId;
    }

    int lastDay() {
        return lastDay;
    }

    double daysWhenLastSeen() {
        return days;
    }

    Hours hours() {
        return hours;
    }

    Pace pace() {
        return pace;
    }

    Entries entries() {
        return entries;
    }

    /** Whether the hashes of one of these keys are found here; an empty profile is readable with any. */
    boolean isMadeWith(int current, int previous) {
        return entries.size() == 0 || keyId == current || (previous != 0 && keyId == previous);
    }

    /**
     * On how many days this value was seen, faded.
     *
     * @param value under the key {@code ofKey}
     */
    double count(HashedValue value, int ofKey, long today) {
        boolean older = ofKey == previousKeyId && ofKey != keyId;
        if (!older && ofKey != keyId) {
            return 0;
        }
        return entries.count(value, older, today);
    }

    /** Sum of the counts of a feature's values, faded. */
    double sum(Feature feature, long today) {
        return entries.sum(feature, today);
    }

    /** Count of the value of a feature that was seen most, faded. */
    double best(Feature feature, long today) {
        return entries.best(feature, today);
    }

    /** Which of the lesson's values were not seen on that day yet: they count in the realm. */
    List<HashedValue> newOnThatDay(Lesson lesson) {
        int day = Days.of(lesson.time());
        List<Entry> entries = this.entries.list();
        List<HashedValue> fresh = new ArrayList<>();
        for (int i = 0; i < lesson.values().size(); i++) {
            Entry entry = find(entries, lesson, i);
            if (lesson.values().get(i).feature().isShared() && (entry == null || entry.day < day)) {
                fresh.add(lesson.values().get(i));
            }
        }
        return fresh;
    }

    /**
     * With what a login teaches: at most one more for each value and day.
     *
     * @param weight above 0, at most 1
     */
    Profile with(Lesson lesson, double weight) {
        int day = Days.of(lesson.time());
        boolean rotated = keyId != lesson.keyId();
        List<Entry> entries = this.entries.list();
        List<Entry> changed = new ArrayList<>(entries.size() + lesson.values().size());
        for (Entry entry : entries) {
            if (day - entry.day <= Decay.FORGOTTEN_DAYS && !(rotated && entry.older)) {
                changed.add(rotated ? new Entry(entry.feature, true, entry.hash, entry.count, entry.day) : entry);
            }
        }
        for (int i = 0; i < lesson.values().size(); i++) {
            HashedValue value = lesson.values().get(i);
            Entry known = find(entries, lesson, i);
            changed.removeIf(entry -> known != null && entry.feature == known.feature && entry.hash == known.hash);
            changed.add(learned(value, known, day, weight));
        }
        boolean anotherDay = logins == 0 || day > lastDay;
        return new Profile(
                lesson.keyId(),
                rotated ? keyId : previousKeyId,
                Math.max(day, lastDay),
                anotherDay ? Math.min(days(day) + weight, Fixed.MOST) : days,
                Math.min(logins + 1, 0xFFFF),
                lesson.point().map(point -> new Seen(point, lesson.time())).or(() -> last),
                hours.with(lesson.hour(), weight, day),
                pace.with(lesson.time(), weight),
                Entries.of(shared(changed, day)));
    }

    private static Entry learned(HashedValue value, @Nullable Entry known, int day, double weight) {
        if (known == null) {
            return new Entry(value.feature(), false, value.hash(), weight, day);
        }
        if (known.day >= day) {
            return new Entry(value.feature(), false, value.hash(), known.count, known.day);
        }
        double count = Math.min(known.faded(day) + weight, Fixed.MOST);
        return new Entry(value.feature(), false, value.hash(), count, day);
    }

    private @Nullable Entry find(List<Entry> entries, Lesson lesson, int at) {
        HashedValue value = lesson.values().get(at);
        HashedValue before = at < lesson.previous().size() ? lesson.previous().get(at) : value;
        for (Entry entry : entries) {
            int madeWith = entry.older ? previousKeyId : keyId;
            boolean same = madeWith == lesson.keyId()
                    ? entry.hash == value.hash()
                    : madeWith == lesson.previousKeyId() && entry.hash == before.hash();
            if (same && entry.feature == value.feature()) {
                return entry;
            }
        }
        return null;
    }

    /** Of each feature what was seen most, as far as there is room; what is of today stays in any case. */
    private static List<Entry> shared(List<Entry> entries, int today) {
        Comparator<Entry> worth = Comparator.<Entry>comparingInt(entry -> entry.day == today ? 1 : 0)
                .thenComparingDouble(entry -> entry.faded(today))
                .reversed();
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(Entry::feature).thenComparing(worth));
        List<Entry> kept = new ArrayList<>(sorted.size());
        int rank = 0;
        for (int i = 0; i < sorted.size(); i++) {
            rank = i > 0 && sorted.get(i).feature == sorted.get(i - 1).feature ? rank + 1 : 0;
            if (rank < sorted.get(i).feature.room()) {
                kept.add(sorted.get(i));
            }
        }
        return kept;
    }
}
