package dev.mfapack.risk;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an administrator reads, in English: the admin's REST has one language. What a person reads is in the theme's messages. */
public final class OperatorWords {

    /** A place in braces is filled with the argument of that number. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("mfaRiskPlaceFirst", "first login seen, from {0}"),
            Map.entry("mfaRiskPlaceKnown", "place known ({0})"),
            Map.entry("mfaRiskNew-country", "new country ({0}, never seen for this person)"),
            Map.entry("mfaRiskNew-region", "new region in {0}"),
            Map.entry("mfaRiskNew-provider", "new provider in {0}"),
            Map.entry("mfaRiskNew-network", "new network of a known provider"),
            Map.entry("mfaRiskNew-address", "new address in a known network"),
            Map.entry("mfaRiskTravelImpossible", "{0} km in {1} min, faster than anybody travels"),
            Map.entry("mfaRiskTravelPossible", "{0} km in {1} min"),
            Map.entry("mfaRiskDeviceKnown", "device known"),
            Map.entry("mfaRiskDeviceNew", "device never seen for this person"),
            Map.entry("mfaRiskBrowserFirst", "first browser seen ({0})"),
            Map.entry("mfaRiskBrowserKnown", "browser known ({0})"),
            Map.entry("mfaRiskNew-device-kind", "another kind of device than ever ({0})"),
            Map.entry("mfaRiskNew-system", "new operating system ({0})"),
            Map.entry("mfaRiskNew-browser", "new browser ({0})"),
            Map.entry("mfaRiskNew-system-version", "new version of a known operating system ({0})"),
            Map.entry("mfaRiskNew-browser-version", "new version of a known browser ({0})"),
            Map.entry("mfaRiskNew-user-agent", "new build of a known browser ({0})"),
            Map.entry("mfaRiskHourUsual", "usual hour ({0} o'clock)"),
            Map.entry("mfaRiskHourUnusual", "unusual hour ({0} o'clock)"),
            Map.entry(
                    "mfaRiskVelocity",
                    "failures in ten minutes: {0} of the person, {1} of the network; {2} people failed there in an hour"),
            Map.entry("mfaRiskAccountQuiet", "account unchanged of late"),
            Map.entry("mfaRiskReset", "password reset of late"),
            Map.entry("mfaRiskFactorChanged", "factor changed of late"),
            Map.entry("mfaRiskReported", "the person reported a stranger of late"),
            Map.entry("mfaRiskListedNowhere", "network on no list"),
            Map.entry("mfaRiskListed-deny", "network denied by the operator"),
            Map.entry("mfaRiskListed-allow", "network of the operator's own"),
            Map.entry("mfaRiskListed-tor", "exit of Tor"),
            Map.entry("mfaRiskListed-vpn", "network of a VPN"),
            Map.entry("mfaRiskListed-datacenter", "network of a datacenter"));

    private OperatorWords() {}

    /** The words in English; the key itself, with its arguments, when it is of a signal from outside the pack. */
    public static String say(Words words) {
        String text = TEXTS.get(words.key());
        if (text == null) {
            return words.arguments().isEmpty() ? words.key() : words.key() + " " + words.arguments();
        }
        String said = text;
        List<String> arguments = words.arguments();
        for (int at = 0; at < arguments.size(); at++) {
            said = said.replace("{" + at + "}", country(words.key(), arguments.get(at)));
        }
        return said;
    }

    /** Country codes by their names. */
    private static String country(String key, String argument) {
        boolean isPlace = key.startsWith("mfaRiskPlace")
                || key.equals("mfaRiskNew-country")
                || key.equals("mfaRiskNew-region")
                || key.equals("mfaRiskNew-provider");
        return isPlace && argument.matches("[A-Z]{2}")
                ? new Locale.Builder().setRegion(argument).build().getDisplayCountry(Locale.ENGLISH)
                : argument;
    }

    static boolean knows(String key) {
        return TEXTS.containsKey(key);
    }
}
