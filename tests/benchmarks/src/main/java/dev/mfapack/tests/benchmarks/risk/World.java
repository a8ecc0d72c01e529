package dev.mfapack.tests.benchmarks.risk;

import java.util.List;

/**
 * What may differ from one population to the next.
 *
 * @param people how many
 * @param days how long the stream is
 * @param keepsCookies share of browsers that keep cookies at all
 * @param losesCookies chance that a browser has lost its cookie since the login before
 * @param newAddress times as often as published that a login comes from an address new to the person
 * @param newBrowser updates of the browser that show in the user agent, in two weeks
 * @param newDevicesPerYear of a person
 * @param tripsPerYear of a person, to another country
 * @param usesVpn share of people who switch a VPN on and off
 * @param usesMobile share of new addresses that a phone network hands out
 * @param office share of people who share one address with their colleagues
 * @param irregular share of people who come at any hour
 */
record World(
        String name,
        int people,
        int days,
        double keepsCookies,
        double losesCookies,
        double newAddress,
        double newBrowser,
        double newDevicesPerYear,
        double tripsPerYear,
        double usesVpn,
        double usesMobile,
        double office,
        double irregular) {

    /** As published, where something is published; the only one that the gate holds for. */
    static final World FAITHFUL = new World("faithful", 12_000, 365, 0.85, 0.06, 1, 4, 2.6, 1, 0.08, 0.20, 0.30, 0.15);

    /** Private windows, cleared cookies, new telephones, shift work. */
    static final World FORGETFUL =
            new World("forgetful", 12_000, 365, 0.55, 0.20, 1.15, 4, 3, 0.8, 0.10, 0.20, 0.20, 0.35);

    /** Most of it on telephones, behind the shared addresses of carriers. */
    static final World MOBILE = new World("mobile", 12_000, 365, 0.75, 0.10, 1.3, 4, 2, 0.6, 0.06, 0.75, 0.10, 0.20);

    /** People who travel, with a VPN. */
    static final World TRAVELLING =
            new World("travelling", 8_000, 365, 0.80, 0.08, 1.2, 4, 2, 5, 0.35, 0.20, 0.30, 0.30);

    /** A small company behind few addresses, with company computers. */
    static final World OFFICE = new World("office", 600, 365, 0.92, 0.03, 0.7, 2, 0.5, 1, 0.15, 0.15, 0.85, 0.08);

    /** No cookie is ever kept: what is left of the evaluator without its best witness. */
    static final World COOKIELESS = new World("cookieless", 12_000, 365, 0, 0, 1, 4, 2.6, 1, 0.08, 0.20, 0.30, 0.15);

    World withPeople(int many) {
        return new World(
                name,
                many,
                days,
                keepsCookies,
                losesCookies,
                newAddress,
                newBrowser,
                newDevicesPerYear,
                tripsPerYear,
                usesVpn,
                usesMobile,
                office,
                irregular);
    }

    static final List<World> TUNED_ON = List.of(FAITHFUL, FORGETFUL);

    static final List<World> REPORTED_ON = List.of(FAITHFUL, FORGETFUL, MOBILE, TRAVELLING, OFFICE, COOKIELESS);
}
