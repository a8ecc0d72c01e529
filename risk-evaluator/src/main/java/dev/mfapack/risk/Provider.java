package dev.mfapack.risk;

/**
 * Who an address belongs to.
 *
 * @param number of the autonomous system
 * @param organisation its name; empty when the file tells none
 */
public record Provider(long number, String organisation) {}
