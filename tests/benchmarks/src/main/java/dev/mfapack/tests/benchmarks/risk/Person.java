package dev.mfapack.tests.benchmarks.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Somebody who logs in now and then: at home, at work, on the way, with the browsers that they have. */
final class Person {

    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;

    /** Chance that an address is new to the person, by the time since the login before, as published. */
    private static final double[] GAPS = {30, 35 * MINUTE, DAY, 7 * DAY, 60 * DAY};

    private static final double[] NEW = {0.023, 0.106, 0.30, 0.52, 0.74};

    /** Chance of a gap of seconds, minutes, within the hour, within the day; all others are days. */
    private static final double[] SOON = {0.04, 0.08, 0.08, 0.16};

    private static final double[][] SOON_SPAN = {{5, MINUTE}, {MINUTE, 10 * MINUTE}, {10 * MINUTE, HOUR}, {HOUR, DAY}};

    /** Together 39.7 %, as published. Who is far from the service comes once more often than others do. */
    private static final double ONCE_AT_HOME = 0.30;

    private static final double ONCE_ABROAD = 0.58;

    private static final double TWICE = 0.11;

    private static final int MOST_LOGINS = 400;

    /** Where VPNs have their exits: Netherlands, Sweden, United States, Germany, Britain. */
    private static final int[] EXITS = {12, 4, 1, 5, 6};

    /** Who is away uses a browser that is not theirs this often: an account that two people share looks the same. */
    private static final double BORROWS = 0.3;

    /** A plane's pace with the way to the airport. */
    private static final double KM_PER_HOUR = 600;

    private static final double AIRPORT_HOURS = 3;

    private final int id;
    private final World world;
    private final Geography earth;
    private final Random chance;
    private final int country;
    private final int region;
    private final int provider;
    private final int carrier;
    private final boolean vpn;
    private final double[] habit;
    private final boolean irregular;
    private final Visit.Source office;
    private final boolean hasOffice;
    private final double[] models;
    private final List<Device> devices = new ArrayList<>();
    private final List<Visit.Source> known = new ArrayList<>();
    private final List<Boolean> knownJumped = new ArrayList<>();
    private final List<Double> used = new ArrayList<>();
    private final List<double[]> trips = new ArrayList<>();
    private long cookies;

    Person(int id, World world, Geography earth, double[] models, Random chance) {
        this.id = id;
        this.world = world;
        this.earth = earth;
        this.models = models;
        this.chance = chance;
        this.country = earth.country(chance);
        this.region = earth.region(chance);
        this.provider = earth.provider(chance);
        this.carrier = Geography.carrier(chance);
        this.vpn = chance.nextDouble() < world.usesVpn();
        this.irregular = chance.nextDouble() < world.irregular();
        this.habit = new double[] {8 + 3 * chance.nextGaussian(), 20 + 2 * chance.nextGaussian(), chance.nextDouble()};
        this.hasOffice = chance.nextDouble() < world.office();
        int desk = chance.nextInt(Math.max(1, world.people() / 60));
        this.office = Geography.source(
                country,
                region,
                provider,
                ((country * Geography.PROVIDERS + provider) * Geography.REGIONS + region) * 4096 + desk % 40);
        addDevice();
        while (chance.nextDouble() < 0.4 && devices.size() < 4) {
            addDevice();
        }
    }

    int country() {
        return country;
    }

    private void addDevice() {
        devices.add(0, new Device(chance, world, models));
        used.add(0, -1.0);
    }

    /** All logins, in order. */
    List<Visit> visits() {
        int logins = logins();
        double end = world.days() * DAY;
        double second = chance.nextDouble() * end * 0.7;
        planTrips(second, end);
        List<Visit> visits = new ArrayList<>();
        double before = -1;
        double scale = 0.8 * (end - second) / Math.max(1, 0.64 * logins);
        Visit.Source last = null;
        boolean lastJumped = true;
        while (visits.size() < logins) {
            double gap = before < 0 ? 0 : gap(scale);
            double time = before < 0 ? second : before + gap;
            if (gap > 6 * HOUR || before < 0) {
                time = Math.max(before + HOUR, habitual(time));
            }
            if (time >= end) {
                break;
            }
            double[] trip = trip(time);
            boolean jumped = address(time - Math.max(before, 0), before < 0, trip);
            Visit.Source source = known.get(0);
            if (last != null && !jumped && !lastJumped) {
                double hours = Distances.kilometres(last.point(), source.point()) / KM_PER_HOUR;
                double needed = hours < 0.2 ? 0 : (hours + AIRPORT_HOURS) * HOUR;
                time = Math.max(time, before + needed);
            }
            visits.add(visit(time, source, trip != null));
            if (!jumped) {
                last = source;
                lastJumped = false;
            }
            before = time;
        }
        return visits;
    }

    private int logins() {
        double at = chance.nextDouble();
        double once = country == 0 ? ONCE_AT_HOME : ONCE_ABROAD;
        if (at < once) {
            return 1;
        }
        return at < once + TWICE ? 2 : Math.min(MOST_LOGINS, 3 + (int) Math.exp(1.99 + 1.2 * chance.nextGaussian()));
    }

    private double gap(double scale) {
        double at = chance.nextDouble();
        for (int i = 0; i < SOON.length; i++) {
            at -= SOON[i];
            if (at < 0) {
                double[] span = SOON_SPAN[i];
                return span[0] * Math.pow(span[1] / span[0], chance.nextDouble());
            }
        }
        return Math.max(DAY, scale * Math.exp(1.1 * chance.nextGaussian() - 0.6));
    }

    private double habitual(double time) {
        double hour = chance.nextDouble() * 24;
        if (!irregular && chance.nextDouble() > 0.12) {
            int peak = chance.nextDouble() < habit[2] ? 0 : 1;
            hour = habit[peak] + 2 * chance.nextGaussian();
        }
        double local = ((hour % 24) + 24) % 24 - offsetHours();
        return Math.floor(time / DAY) * DAY + ((local + 24) % 24) * HOUR;
    }

    /** Of the time zone, from the meridian. */
    int offsetHours() {
        return (int) Math.round(Geography.point(country, 0).longitude() / 15);
    }

    private void planTrips(double from, double to) {
        double mean = world.tripsPerYear() * (to - from) / (365 * DAY);
        for (double left = mean; left > 0; left--) {
            if (chance.nextDouble() < left) {
                double begin = from + (to - from) * chance.nextDouble();
                int abroad = chance.nextInt(Geography.COUNTRIES);
                trips.add(new double[] {begin, begin + (3 + chance.nextInt(12)) * DAY, abroad, earth.region(chance)});
            }
        }
    }

    private double @org.jspecify.annotations.Nullable [] trip(double time) {
        for (double[] trip : trips) {
            if (time >= trip[0] && time < trip[1]) {
                return trip;
            }
        }
        return null;
    }

    /** Puts the address of this login first among the known ones; returns whether it is elsewhere than the person. */
    private boolean address(double gap, boolean first, double @org.jspecify.annotations.Nullable [] trip) {
        int where = trip == null ? country : (int) trip[2];
        int what = trip == null ? region : (int) trip[3];
        List<Integer> here = new ArrayList<>();
        for (int i = 0; i < known.size() && here.size() < 5; i++) {
            Visit.Source source = known.get(i);
            if ((source.country() == where && (trip == null || source.region() == what))
                    || (knownJumped.get(i) && trip == null)) {
                here.add(i);
            }
        }
        boolean fresh = first || here.isEmpty() || chance.nextDouble() < chanceOfNew(gap);
        if (!fresh) {
            int at = chance.nextDouble() < 0.6 ? here.get(0) : here.get(chance.nextInt(here.size()));
            known.add(0, known.remove(at));
            boolean jumped = knownJumped.remove(at);
            knownJumped.add(0, jumped);
            return jumped;
        }
        double home = trip == null ? 0.50 : 0;
        double mobile = world.usesMobile();
        double wifi = trip == null ? 0.08 : 0.5;
        double work = trip == null && hasOffice && !known.contains(office) ? 0.4 : 0;
        double hidden = vpn ? 0.3 : 0;
        double[] shares = {home, mobile, wifi, work, hidden};
        double sum = Arrays.stream(shares).sum();
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        boolean jumped = false;
        Visit.Source source;
        switch (first && trip == null ? 0 : Geography.pick(shares, chance)) {
            case 0 -> source = Geography.address(where, what, provider, chance);
            case 1 -> {
                int shown = chance.nextDouble() < 0.7 ? what : earth.region(chance);
                jumped = shown != what;
                source = Geography.address(where, shown, carrier, chance);
            }
            case 2 -> source = Geography.address(where, what, earth.provider(chance), chance);
            case 3 -> source = office;
            default -> {
                jumped = true;
                source = Geography.address(EXITS[chance.nextInt(EXITS.length)], 0, Geography.VPN, chance);
            }
        }
        int before = known.indexOf(source);
        if (before >= 0) {
            known.remove(before);
            knownJumped.remove(before);
        }
        known.add(0, source);
        knownJumped.add(0, jumped);
        return jumped;
    }

    private double chanceOfNew(double gap) {
        double result = NEW[NEW.length - 1];
        if (gap <= GAPS[0]) {
            result = NEW[0];
        }
        for (int i = 1; i < GAPS.length; i++) {
            if (gap > GAPS[i - 1] && gap <= GAPS[i]) {
                double share = Math.log(gap / GAPS[i - 1]) / Math.log(GAPS[i] / GAPS[i - 1]);
                result = NEW[i - 1] + share * (NEW[i] - NEW[i - 1]);
            }
        }
        return Math.min(0.95, result * world.newAddress());
    }

    private Visit visit(double time, Visit.Source source, boolean away) {
        boolean jumped = knownJumped.get(0);
        double day = time / DAY;
        double since = used.stream().mapToDouble(Double::doubleValue).max().orElse(day);
        double years = since < 0 ? 0 : (day - since) / 365;
        boolean borrowed = away && chance.nextDouble() < BORROWS;
        if (borrowed || chance.nextDouble() < 1 - Math.exp(-world.newDevicesPerYear() * years)) {
            addDevice();
        }
        int at = borrowed || chance.nextDouble() < 0.75 ? 0 : chance.nextInt(devices.size());
        Device device = devices.get(at);
        double again = used.get(at) < 0 ? 0 : day - used.get(at);
        used.set(at, day);
        Visit.Browser browser = device.on(day, again, world, chance);
        if (device.cookie == 0 || !device.keepsCookies || chance.nextDouble() < world.losesCookies()) {
            device.cookie = ((long) id << 16) + ++cookies;
        }
        return new Visit(id, (long) time, source, browser, device.cookie, jumped);
    }
}
