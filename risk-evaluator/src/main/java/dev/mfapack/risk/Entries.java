package dev.mfapack.risk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of a profile, packed as they stand in its blob: ordered by feature, {@link #BYTES} bytes each. They are looked up where they
 * lie, among those of their feature, so that a long history costs no more than a short one. Immutable.
 */
final class Entries {

    /** Feature (highest bit: older key), hash, count in 512ths, day since 2020-01-01. */
    static final int BYTES = 1 + 8 + 2 + 2;

    static final Entries NONE = Entries.of(List.of());

    private static final int OLDER = 0x80;
    private static final int HASH = 1;
    private static final int COUNT = 9;
    private static final int DAY = 11;

    /** 2020-01-01: two bytes last until 2199. */
    private static final int FIRST_DAY = 18_262;

    private final ByteBuffer bytes;

    /** Of each code, the place of the first value that has it or a greater one. */
    private final byte[] first = new byte[Feature.CODES + 1];

    /**
     * Takes the rest of {@code bytes} for values.
     *
     * @throws IllegalArgumentException when it is not a whole number of values, or one has no feature, or they are not in order
     */
    Entries(ByteBuffer bytes) {
        this.bytes = bytes.slice();
        int size = this.bytes.limit() / BYTES;
        if (size * BYTES != this.bytes.limit() || size > Feature.MOST_ENTRIES) {
            throw new IllegalArgumentException("no values");
        }
        int code = 0;
        for (int at = 0; at < size; at++) {
            int next = this.bytes.get(at * BYTES) & OLDER - 1;
            if (next < code || Feature.ofCode(next).isEmpty()) {
                throw new IllegalArgumentException("no value of a feature");
            }
            while (code < next) {
                first[++code] = (byte) at;
            }
        }
        while (code < Feature.CODES) {
            first[++code] = (byte) size;
        }
    }

    /** @param entries in the order of their features */
    static Entries of(List<Profile.Entry> entries) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES * entries.size());
        for (Profile.Entry entry : entries) {
            bytes.put((byte) (entry.feature().code() | (entry.older() ? OLDER : 0)))
                    .putLong(entry.hash())
                    .putShort(Fixed.of(entry.count()))
                    .putShort((short) Math.max(0, entry.day() - FIRST_DAY));
        }
        return new Entries(bytes.flip());
    }

    int size() {
        return first[Feature.CODES];
    }

    /** As they stand in the blob. */
    ByteBuffer bytes() {
        return bytes.duplicate();
    }

    List<Profile.Entry> list() {
        List<Profile.Entry> list = new ArrayList<>(size());
        for (Feature feature : Feature.ALL) {
            for (int at = first(feature); at < last(feature); at++) {
                list.add(new Profile.Entry(
                        feature, isOlder(at), hash(at), Fixed.count(bytes.getShort(at * BYTES + COUNT)), day(at)));
            }
        }
        return list;
    }

    /** Count of a value, faded; 0 when it is not there. */
    double count(HashedValue value, boolean older, long today) {
        for (int at = first(value.feature()); at < last(value.feature()); at++) {
            if (hash(at) == value.hash() && isOlder(at) == older) {
                return faded(at, today);
            }
        }
        return 0;
    }

    /** Sum of the counts of a feature's values, faded. */
    double sum(Feature feature, long today) {
        double sum = 0;
        for (int at = first(feature); at < last(feature); at++) {
            sum += faded(at, today);
        }
        return sum;
    }

    /** Count of the value of a feature that was seen most, faded. */
    double best(Feature feature, long today) {
        double best = 0;
        for (int at = first(feature); at < last(feature); at++) {
            best = Math.max(best, faded(at, today));
        }
        return best;
    }

    private int first(Feature feature) {
        return first[feature.code()];
    }

    private int last(Feature feature) {
        return first[feature.code() + 1];
    }

    private boolean isOlder(int at) {
        return (bytes.get(at * BYTES) & OLDER) != 0;
    }

    private long hash(int at) {
        return bytes.getLong(at * BYTES + HASH);
    }

    private int day(int at) {
        return FIRST_DAY + Short.toUnsignedInt(bytes.getShort(at * BYTES + DAY));
    }

    private double faded(int at, long today) {
        return Fixed.count(bytes.getShort(at * BYTES + COUNT)) * Decay.factor(today - day(at));
    }
}
