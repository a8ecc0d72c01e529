package dev.mfapack.tests.benchmarks.risk;

import dev.mfapack.risk.Place;

/**
 * One login.
 *
 * @param second since the stream's beginning
 * @param cookie of the browser; 0 when it sends none
 * @param jumped whether the address is elsewhere than its person, by a VPN or a phone network
 */
record Visit(int person, long second, Source source, Browser browser, long cookie, boolean jumped) {

    /** Where from, as a file of places would tell. */
    record Source(int address, int provider, int country, int region, Place.Point point) {

        int network() {
            return address >>> 8;
        }
    }

    /**
     * A browser as it is on that day.
     *
     * @param whole all of it, the build and the model of the telephone included
     */
    record Browser(String family, String version, String system, String systemVersion, String kind, String whole) {}

    Visit from(Source elsewhere) {
        return new Visit(person, second, elsewhere, browser, cookie, jumped);
    }

    Visit with(Browser other, long otherCookie) {
        return new Visit(person, second, source, other, otherCookie, jumped);
    }
}
