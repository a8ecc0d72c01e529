package dev.mfapack.restapi;

import org.jspecify.annotations.Nullable;

/** Where an app wants a code to be sent. */
sealed interface CodeWish {

    /** Keycloak's column holds more; a name that long is a mistake. */
    int LONGEST_LABEL = 60;

    /** Id of a destination that the person has. */
    @Nullable
    String credential();

    /** A new destination. */
    @Nullable
    String destination();

    /** The name of the new destination. */
    @Nullable
    String label();

    /**
     * By telephone.
     *
     * @param credential id of a number that the person has; the preferred one by default
     * @param number a new one, with its country code, or as people of the realm's region write it
     * @param label its name, at most 60 characters; the masked number by default
     */
    record ToNumber(
            @Nullable String credential,
            @Nullable String number,
            @Nullable String label) implements CodeWish {

        public ToNumber {
            check(credential, number, label, "number");
        }

        @Override
        public @Nullable String destination() {
            return number;
        }

        @Override
        public String toString() {
            return "ToNumber[]";
        }
    }

    /**
     * By mail.
     *
     * @param credential id of an address that the person has; the preferred one by default
     * @param address a new one
     * @param label its name, at most 60 characters; the masked address by default
     */
    record ToAddress(
            @Nullable String credential,
            @Nullable String address,
            @Nullable String label) implements CodeWish {

        public ToAddress {
            check(credential, address, label, "address");
        }

        @Override
        public @Nullable String destination() {
            return address;
        }

        @Override
        public String toString() {
            return "ToAddress[]";
        }
    }

    private static void check(
            @Nullable String credential, @Nullable String destination, @Nullable String label, String name) {
        if (credential != null && destination != null) {
            throw ProblemException.badRequest("Send either credential or " + name + ", not both.");
        } else if (label != null && destination == null) {
            throw ProblemException.badRequest("A label goes with a " + name + ".");
        } else if (label != null && label.length() > LONGEST_LABEL) {
            throw ProblemException.badRequest("The label is too long: at most " + LONGEST_LABEL + " characters.");
        }
    }
}
