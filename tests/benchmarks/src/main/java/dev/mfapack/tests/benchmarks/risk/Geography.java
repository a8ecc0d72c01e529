package dev.mfapack.tests.benchmarks.risk;

import dev.mfapack.risk.Place;
import java.util.Random;

/** Countries, their regions and providers, and addresses in them. The same for every seed: only people differ. */
final class Geography {

    /** Of residents, so that with travel and VPNs the logins come to what is published: NO 70.6 %, US 9.1, PL 5.0, BR 3.9, 1.9 bits. */
    private static final String[] CODES = {
        "NO", "US", "PL", "BR", "SE", "DE", "GB", "IN", "DK", "RU", "FR", "ES", "NL", "CN", "VN", "UA", "IT", "TR",
        "ID", "MX", "RO", "CA", "FI", "AU", "TH", "PH", "ZA", "EG", "PK", "NG"
    };

    private static final double[] HEAD = {0.680, 0.102, 0.054, 0.042};

    /** Middle of each country, roughly. */
    private static final double[][] MIDDLE = {
        {61, 9},
        {39, -95},
        {52, 19},
        {-15, -50},
        {60, 15},
        {51, 10},
        {53, -1},
        {22, 79},
        {56, 10},
        {56, 45},
        {47, 2},
        {40, -4},
        {52, 5},
        {33, 110},
        {16, 107},
        {49, 32},
        {43, 12},
        {39, 35},
        {-3, 112},
        {23, -102},
        {46, 25},
        {47, -85},
        {62, 25},
        {-28, 143},
        {15, 101},
        {13, 122},
        {-29, 25},
        {27, 30},
        {30, 70},
        {9, 8}
    };

    /** Kilometres across, in degrees: half of the width. */
    private static final double[] WIDTH = {
        4, 14, 3, 12, 4, 3, 2, 8, 1, 15, 3, 3, 1, 12, 4, 4, 3, 5, 9, 6, 3, 14, 4, 11, 4, 4, 5, 3, 5, 4
    };

    static final int COUNTRIES = CODES.length;
    static final int PROVIDERS = 14;
    static final int REGIONS = 9;

    /** Of a country: the last providers are phone networks, the last but two sells VPNs. */
    static final int FIRST_CARRIER = 11;

    static final int VPN = 10;

    private static final int BLOCK = 1 << 12;

    private final double[] countries = new double[COUNTRIES];
    private final double[] providers = zipf(FIRST_CARRIER - 1, 1.3);
    private final double[] regions = zipf(REGIONS, 0.9);

    Geography() {
        double left = 1;
        for (int i = 0; i < HEAD.length; i++) {
            countries[i] = HEAD[i];
            left -= HEAD[i];
        }
        double[] tail = zipf(COUNTRIES - HEAD.length, 0.8);
        for (int i = 0; i < tail.length; i++) {
            countries[HEAD.length + i] = left * tail[i];
        }
    }

    static String code(int country) {
        return CODES[country];
    }

    int country(Random chance) {
        return pick(countries, chance);
    }

    int region(Random chance) {
        return pick(regions, chance);
    }

    /** A provider of homes and offices. */
    int provider(Random chance) {
        return pick(providers, chance);
    }

    static int carrier(Random chance) {
        return FIRST_CARRIER + chance.nextInt(PROVIDERS - FIRST_CARRIER);
    }

    /** Where a region is: on a ring around the middle, so that regions of a country lie apart. */
    static Place.Point point(int country, int region) {
        double angle = 2 * Math.PI * region / REGIONS;
        double reach = WIDTH[country] * (0.35 + 0.65 * ((region * 5) % REGIONS) / REGIONS);
        return new Place.Point(
                clamp(MIDDLE[country][0] + reach * Math.sin(angle), 85),
                clamp(MIDDLE[country][1] + reach * Math.cos(angle), 179));
    }

    /** An address of a provider in a region: one of four thousand, or of two hundred of a phone network. */
    static Visit.Source address(int country, int region, int provider, Random chance) {
        boolean shared = provider >= VPN;
        int block = (country * PROVIDERS + provider) * REGIONS + region;
        int within = shared ? chance.nextInt(200) : chance.nextInt(BLOCK);
        return source(country, region, provider, block * BLOCK + within);
    }

    static Visit.Source source(int country, int region, int provider, int address) {
        return new Visit.Source(
                0x1000_0000 + address, country * PROVIDERS + provider, country, region, point(country, region));
    }

    static double[] zipf(int size, double exponent) {
        double[] shares = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            shares[i] = 1 / Math.pow(i + 1, exponent);
            sum += shares[i];
        }
        for (int i = 0; i < size; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    static int pick(double[] shares, Random chance) {
        double at = chance.nextDouble();
        for (int i = 0; i < shares.length; i++) {
            at -= shares[i];
            if (at < 0) {
                return i;
            }
        }
        return shares.length - 1;
    }

    private static double clamp(double value, double most) {
        return Math.max(-most, Math.min(value, most));
    }
}
