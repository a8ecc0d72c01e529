package dev.mfapack.factors.passkey;

/**
 * A ceremony that was begun.
 *
 * @param ceremony id by which the answer names it
 * @param options what the authenticator is asked
 */
public record Begun<T>(String ceremony, T options) {}
