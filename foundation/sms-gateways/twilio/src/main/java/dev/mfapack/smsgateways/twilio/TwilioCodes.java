package dev.mfapack.smsgateways.twilio;

import dev.mfapack.core.sms.Handover.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What Twilio's error codes mean for a message (https://www.twilio.com/docs/api/errors). */
final class TwilioCodes {

    /** The number is invalid, cannot get messages, or does not want ours. */
    private static final int[] NUMBER = {
        21211, 21214, 21217, 21265, 21266, 21610, 21614, 21635, 30003, 30004, 30005, 30006
    };

    /** The text is empty or too long. */
    private static final int[] TEXT = {21602, 21617, 21619};

    /**
     * Twilio takes it for fraud: Fraud Guard and SMS pumping protection block a range of numbers for hours. Another gateway
     * would only pay the fraudsters.
     */
    private static final int[] FRAUD = {30450, 60410};

    /** Too many requests, an error within Twilio, a queue that is full, or a failure that nobody could explain. */
    private static final int[] TROUBLE = {20429, 20500, 20503, 21611, 30001, 30008};

    /** The carrier did not answer Twilio in time. */
    private static final int[] UNCERTAIN = {30410};

    /**
     * Secret, permission, sender or registration: wrong credentials, account not active, country not permitted, sender not
     * ours or not able to reach the number, trial account, daily limit, and what carriers filter by sender (30007, 30034).
     */
    private static final int[] ACCOUNT = {
        20003, 21212, 21408, 21606, 21608, 21612, 21659, 21660, 30002, 30007, 30034, 60605, 63038
    };

    private static final Map<Integer, Kind> KINDS = kinds();

    private TwilioCodes() {}

    /** What follows from the code; empty when it is not known. */
    static Optional<Kind> kindOf(int code) {
        return Optional.ofNullable(KINDS.get(code));
    }

    private static Map<Integer, Kind> kinds() {
        Map<Integer, Kind> kinds = new HashMap<>();
        put(kinds, Kind.REFUSED, NUMBER);
        put(kinds, Kind.REFUSED, TEXT);
        put(kinds, Kind.REFUSED, FRAUD);
        put(kinds, Kind.TROUBLE, TROUBLE);
        put(kinds, Kind.UNCERTAIN, UNCERTAIN);
        put(kinds, Kind.ACCOUNT, ACCOUNT);
        return Map.copyOf(kinds);
    }

    private static void put(Map<Integer, Kind> kinds, Kind kind, int[] codes) {
        for (int code : codes) {
            kinds.put(code, kind);
        }
    }
}
