package dev.mfapack.risk;

/** Degrees as tenths, which is as much of a place as is kept: some eleven kilometres. */
final class Tenths {

    private Tenths() {}

    static short of(double degrees) {
        return (short) Math.round(degrees * 10);
    }

    static double degrees(short tenths) {
        return tenths / 10.0;
    }
}
