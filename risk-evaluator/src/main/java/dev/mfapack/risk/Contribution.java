package dev.mfapack.risk;

import java.util.Optional;

/**
 * What one signal made of a login.
 *
 * @param signal its name
 * @param weight how many units of log-odds it adds: above 0 speaks for a stranger, below 0 for the person
 * @param unknown why it could not look; the weight is 0 then
 * @param operator for the administrator
 * @param person for the person who is asked for more; empty when there is nothing that may be told, or nothing to tell
 */
public record Contribution(
        String signal, double weight, Optional<Why> unknown, Optional<Words> operator, Optional<Words> person) {

    /** Whether something is broken that the signal needs. */
    boolean isFault() {
        return unknown.isPresent() && unknown.get().isFault();
    }

    static Contribution unknown(String signal, Why why) {
        return new Contribution(signal, 0, Optional.of(why), Optional.empty(), Optional.empty());
    }
}
