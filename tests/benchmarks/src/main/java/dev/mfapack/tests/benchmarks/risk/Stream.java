package dev.mfapack.tests.benchmarks.risk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** All logins of a world, in order of time. The same world and seed give the same stream, everywhere. */
final class Stream {

    final World world;
    final long seed;
    final List<Visit> visits = new ArrayList<>();
    final int[] offsets;

    Stream(World world, long seed) {
        this.world = world;
        this.seed = seed;
        this.offsets = new int[world.people()];
        Geography earth = new Geography();
        double[] models = Device.models();
        for (int id = 0; id < world.people(); id++) {
            Person person = new Person(id, world, earth, models, new Random(mixed(seed, id)));
            offsets[id] = person.offsetHours();
            visits.addAll(person.visits());
        }
        visits.sort(Comparator.comparingLong(Visit::second).thenComparingInt(Visit::person));
    }

    /** Random's first numbers of neighbouring seeds are alike: as many people would live in one country. The mixer is SplitMix64's. */
    private static long mixed(long seed, int id) {
        long z = seed * 1_000_003L + id * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
