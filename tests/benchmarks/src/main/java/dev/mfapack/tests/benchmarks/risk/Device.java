package dev.mfapack.tests.benchmarks.risk;

import java.util.Random;

/** A computer, telephone or tablet with its browser, both of which are updated now and then. */
final class Device {

    /** Shares as published: mobile 49.7 %, desktop 48.0, tablet 2.4. */
    private static final double[] KINDS = {0.497, 0.480, 0.023};

    private static final String[] NAMES = {"phone", "desktop", "tablet"};

    private static final String[][] SYSTEMS = {{"Android", "iOS"}, {"Windows", "Mac OS X", "Linux"}, {"Android", "iOS"}
    };
    private static final double[][] SYSTEM_SHARES = {{0.55, 0.45}, {0.72, 0.24, 0.04}, {0.4, 0.6}};

    private static final String[] ANDROID = {
        "Chrome Mobile", "Samsung Internet", "Firefox Mobile", "Facebook", "Opera Mobile"
    };
    private static final double[] ANDROID_SHARES = {0.72, 0.14, 0.03, 0.08, 0.03};
    private static final String[] APPLE = {"Mobile Safari", "Chrome Mobile iOS", "Facebook", "Google"};
    private static final double[] APPLE_SHARES = {0.72, 0.11, 0.12, 0.05};
    private static final String[] DESKTOP = {"Chrome", "Edge", "Firefox", "Safari", "Opera"};
    private static final double[] DESKTOP_SHARES = {0.62, 0.16, 0.11, 0.08, 0.03};
    private static final int MODELS = 160;

    final int kind;
    final boolean keepsCookies;
    private final String system;
    private final String browser;
    private final int model;
    private final double lagDays;
    private final int systemAge;
    long cookie;
    private Visit.@org.jspecify.annotations.Nullable Browser shown;

    Device(Random chance, World world, double[] models) {
        this(chance, world, models, Geography.pick(KINDS, chance));
    }

    Device(Random chance, World world, double[] models, int kind) {
        this.kind = kind;
        this.system = SYSTEMS[kind][Geography.pick(SYSTEM_SHARES[kind], chance)];
        this.browser = browser(system, chance);
        this.model = Geography.pick(models, chance);
        this.lagDays = -6 * Math.log(1 - chance.nextDouble());
        this.systemAge = Geography.pick(new double[] {0.55, 0.25, 0.12, 0.08}, chance);
        this.keepsCookies = chance.nextDouble() < world.keepsCookies();
    }

    static double[] models() {
        return Geography.zipf(MODELS, 0.9);
    }

    private static String browser(String system, Random chance) {
        return switch (system) {
            case "Android" -> ANDROID[Geography.pick(ANDROID_SHARES, chance)];
            case "iOS" -> APPLE[Geography.pick(APPLE_SHARES, chance)];
            default -> DESKTOP[Geography.pick(DESKTOP_SHARES, chance)];
        };
    }

    /**
     * What it shows on a day.
     *
     * @param again how long ago it was last used, in days; what was updated since shows
     */
    Visit.Browser on(double day, double again, World world, Random chance) {
        Visit.Browser before = shown;
        double updates = 1 - Math.exp(-again * world.newBrowser() / PATCH_DAYS);
        if (before != null && chance.nextDouble() >= updates) {
            return before;
        }
        // Half a year is long enough for all browsers to have moved on, so that versions tell the time for everybody
        // alike.
        int major = (int) Math.floor((day + 400 - lagDays) / 84);
        int patch = (int) Math.floor((day + 400 - lagDays) / 7) % 12;
        String systemVersion = system + "/" + (10 + (int) ((day + 200) / 180) - systemAge);
        String version = browser + "/" + major;
        String device = system.equals("Android") ? "; model-" + model : "";
        String whole = version + "." + patch + " (" + systemVersion + "." + (model + patch) % 3 + device + ")";
        shown = new Visit.Browser(browser, version, system, systemVersion, NAMES[kind], whole);
        return shown;
    }

    /** How many days pass between two updates that show in the user agent. */
    private static final double PATCH_DAYS = 14;
}
