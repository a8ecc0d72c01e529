package dev.mfapack.risk;

/**
 * How a login ended that succeeded as a whole.
 *
 * @param secondFactor whether a second factor was proven in it, of those bound before
 * @param enrolled whether a factor was bound in it: then nothing is learned
 */
public record Completion(boolean secondFactor, boolean enrolled) {}
