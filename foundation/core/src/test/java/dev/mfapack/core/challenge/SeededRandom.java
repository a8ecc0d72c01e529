package dev.mfapack.core.challenge;

import java.security.SecureRandom;
import java.util.Random;

/** Random as a linear congruential generator is, and the same in each run, so that a statistical test never flickers. */
final class SeededRandom extends SecureRandom {

    private static final long serialVersionUID = 1;

    private final transient Random seeded;

    SeededRandom(long seed) {
        this.seeded = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        seeded.nextBytes(bytes);
    }
}
