package dev.mfapack.core.challenge;

/** What a right answer is good for. An answer for one purpose is worth nothing for another (ASVS V6.6.2). */
public enum Purpose {
    /** Proves the person's factor in a login. */
    LOGIN,
    /** Proves that a new number or address is the person's own. Never raises a level. */
    ENROL
}
