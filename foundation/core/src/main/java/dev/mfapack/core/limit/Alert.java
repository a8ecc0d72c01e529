package dev.mfapack.core.limit;

import java.time.Instant;

/** What operators should be told at once. None of it names a person. */
public sealed interface Alert {

    /**
     * Fewer codes come back than should (F7). Given once an hour for each group.
     *
     * @param group the block of numbers or the country
     * @param percent how many of a hundred came back
     */
    record LowConversion(String group, int percent) implements Alert {}

    /**
     * Nothing is sent to a group for a while (F7).
     *
     * @param group the block of numbers or the country
     * @param percent how many of a hundred came back
     * @param until until when
     */
    record Blocked(String group, int percent, Instant until) implements Alert {}

    /**
     * The realm has used up this share of its daily messages (F9).
     *
     * @param percent 50, 80 or 100
     * @param cap all it may send in a day
     */
    record CapReached(int percent, int cap) implements Alert {}
}
