package dev.mfapack.tests.benchmarks.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Logins of attackers who know the password. Each replaces a real login, at its time, and takes address and browser from real logins of
 * other people after that moment: what nobody has shown before is as new with the fake as with the real one, and nothing tells them
 * apart but what the attacker does not know.
 */
final class Fakes {

    /** What an attacker knows besides the password. */
    enum Attacker {
        /** Nothing. */
        NAIVE,
        /** The country. */
        VPN,
        /** The region, often the provider; the browser, the system and the kind of device. */
        TARGETED
    }

    /** So often an attacker who knows the region finds an address of the same provider. */
    private static final double SAME_PROVIDER = 0.3;

    /** So often an attacker who knows the browser has its very version. */
    private static final double SAME_VERSION = 0.5;

    private final List<Visit> visits;
    private final Map<Object, int[]> groups = new HashMap<>();
    private final Random chance;
    private long cookies = Long.MIN_VALUE;

    Fakes(Stream stream) {
        this.visits = stream.visits;
        this.chance = new Random(stream.seed ^ 0x5DEECE66DL);
        Map<Object, List<Integer>> lists = new HashMap<>();
        for (int i = 0; i < visits.size(); i++) {
            for (Object key : keys(visits.get(i))) {
                lists.computeIfAbsent(key, it -> new ArrayList<>()).add(i);
            }
        }
        lists.forEach((key, list) ->
                groups.put(key, list.stream().mapToInt(Integer::intValue).toArray()));
    }

    private static List<Object> keys(Visit visit) {
        Visit.Source source = visit.source();
        return List.of(
                "all",
                country(source.country()),
                region(source),
                provider(source),
                browser(visit.browser()),
                version(visit.browser()));
    }

    private static String country(int country) {
        return "country " + country;
    }

    private static String region(Visit.Source source) {
        return country(source.country()) + " " + source.region();
    }

    private static String provider(Visit.Source source) {
        return region(source) + " " + source.provider();
    }

    private static String browser(Visit.Browser browser) {
        return browser.family() + " " + browser.system() + " " + browser.kind();
    }

    private static String version(Visit.Browser browser) {
        return browser(browser) + " " + browser.version() + " " + browser.systemVersion();
    }

    /**
     * The fake in place of the login at this place of the stream.
     *
     * @param victim the victim's login before: what the attacker could find out
     */
    Visit fake(Attacker attacker, int at, Visit victim) {
        Visit real = visits.get(at);
        Visit.Source source = switch (attacker) {
            case NAIVE -> after(at, real.person(), "all").source();
            case VPN ->
                after(at, real.person(), country(victim.source().country()), "all")
                        .source();
            case TARGETED ->
                chance.nextDouble() < SAME_PROVIDER
                        ? after(
                                        at,
                                        real.person(),
                                        provider(victim.source()),
                                        region(victim.source()),
                                        country(victim.source().country()),
                                        "all")
                                .source()
                        : after(
                                        at,
                                        real.person(),
                                        region(victim.source()),
                                        country(victim.source().country()),
                                        "all")
                                .source();
        };
        Visit.Browser browser = attacker == Attacker.TARGETED
                ? chance.nextDouble() < SAME_VERSION
                        ? soon(at, real.person(), version(victim.browser()), browser(victim.browser()), "all")
                                .browser()
                        : soon(at, real.person(), browser(victim.browser()), "all")
                                .browser()
                : soon(at, real.person(), "all").browser();
        return new Visit(real.person(), real.second(), source, browser, ++cookies, false);
    }

    /** A browser from after this login may be of a version that nobody could have yet: so it is of one of the next logins. */
    private Visit soon(int at, int person, String... wanted) {
        return within(SOON, at, person, wanted);
    }

    /** A login after this one, of somebody else, of the first of these groups that has any. */
    private Visit after(int at, int person, String... wanted) {
        return within(Integer.MAX_VALUE, at, person, wanted);
    }

    /** Some hours of the stream, as far as one group of browsers has its share. */
    private static final int SOON = 40;

    /** Each looks twice as far: the next ones may all be of the person. */
    private static final int TRIES = 16;

    private Visit within(int next, int at, int person, String... wanted) {
        for (String group : wanted) {
            int[] members = groups.getOrDefault(group, new int[0]);
            int from = -Arrays.binarySearch(members, at) - 1;
            from = from < 0 ? -from : from;
            for (int tries = 0; tries < TRIES && from < members.length; tries++) {
                int span = (int) Math.min((long) next << tries, members.length - from);
                Visit donor = visits.get(members[from + chance.nextInt(span)]);
                if (donor.person() != person) {
                    return donor;
                }
            }
        }
        throw new IllegalStateException("nobody comes after the last ones that are scored");
    }
}
