package dev.mfapack.risk;

import dev.mfapack.core.PublicApi;
import java.util.Locale;

/** Why something is unknown. Names are labels of a metric and part of stored decisions: never renamed, only added. */
@PublicApi
public enum Why {
    /** The operator has not set it up, such as a file of places. */
    NOT_CONFIGURED(false),
    /** The browser sent nothing. */
    NOT_SENT(false),
    /** Longer than anything that is meant. */
    TOO_LONG(false),
    /** What was sent has no form that is known. */
    UNREADABLE(false),
    /** An address of a private network, or of the machine itself: nothing can be said of where it is. */
    PRIVATE_ADDRESS(false),
    /** The file of places or networks does not list the address. */
    NOT_LISTED(false),
    /** The person has not been seen before, or not often enough. */
    NO_HISTORY(false),
    /** The file is missing, cut off, or not of its format. */
    FILE_UNREADABLE(true),
    /** The file is older than it may be. */
    FILE_TOO_OLD(true),
    /** A store did not answer, or not in time. */
    STORE_FAILED(true),
    /** What a store holds is damaged. */
    CORRUPT(true),
    /** What a store holds was written by another version of the pack. */
    OTHER_VERSION(true),
    /** What a store holds was made with a key that is gone. */
    OTHER_KEY(true),
    /** The time lies before the last one by more than clocks may differ. */
    CLOCK_SKEW(true),
    /** A signal threw an exception. */
    SIGNAL_FAILED(true);

    private final boolean fault;

    Why(boolean fault) {
        this.fault = fault;
    }

    /** Whether something is broken, rather than not there by nature: then the login is not asked for less than a second factor. */
    public boolean isFault() {
        return fault;
    }

    /** As a metric's label: {@code store-failed}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
