package dev.mfapack.core.challenge;

import java.time.Duration;

/** What became of the wish for another code. */
public sealed interface Resend {

    /** A new code was made; the old one is void, the attempts stay as they were (SP 800-63B-4 section 3.1.3.2). */
    record Issued(IssuedCode code) implements Resend {}

    /** Too early. */
    record TooEarly(Duration remaining) implements Resend {}

    /** The challenge has had all its attempts, was answered, or is not there: a new login is needed. */
    record Refused() implements Resend {}
}
