package dev.mfapack.smsgateways.transport;

import dev.mfapack.core.sms.Handover;

/** What became of a request. */
public sealed interface Exchange {

    /**
     * The provider answered.
     *
     * @param status HTTP status
     * @param body its text, cut off at 64 KiB
     */
    record Answered(int status, String body) implements Exchange {}

    /**
     * No answer came, or none to its end.
     *
     * @param failed why, and what follows
     */
    record Unanswered(Handover.Failed failed) implements Exchange {}
}
