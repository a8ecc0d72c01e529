package dev.mfapack.risk;

/**
 * Whether there is enough to judge by.
 *
 * @param person still too few days with a login of this person
 * @param realm still too few people
 * @param days on how many days the person has logged in, faded
 */
public record Learning(boolean person, boolean realm, double days) {}
