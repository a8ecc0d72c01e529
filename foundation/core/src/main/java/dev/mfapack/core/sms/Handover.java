package dev.mfapack.core.sms;

/** What became of a message at the gateway. */
public sealed interface Handover {

    /** The gateway has taken the message over; that says nothing about the phone having got it. */
    record Taken() implements Handover {}

    /**
     * The gateway did not take it.
     *
     * @param reason for operators: a short word such as {@code timeout}, {@code http-503}; never the number or the text
     */
    record Failed(String reason) implements Handover {}
}
