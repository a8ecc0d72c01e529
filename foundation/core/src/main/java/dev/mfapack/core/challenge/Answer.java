package dev.mfapack.core.challenge;

/** What became of an answer to a challenge. */
public sealed interface Answer {

    /** Right, in time, and for the first time: the only outcome that lets anybody in. */
    record Accepted(Challenge challenge) implements Answer {}

    /** Wrong; counted. */
    record Wrong(Challenge challenge) implements Answer {}

    /** Too late, right or wrong. Not counted: nothing was compared. */
    record Expired() implements Answer {}

    /** The challenge has had all its attempts; even the right code is refused now. */
    record Exhausted() implements Answer {}

    /** Not compared, because of the wrong answers before: too early, or too many of them. Reads like a wrong one. */
    record Held() implements Answer {}

    /** Not so many digits as a code has; cannot be right, so it is neither compared nor counted. */
    record Malformed() implements Answer {}

    /** No such challenge, or its code was used already. */
    record Gone() implements Answer {}
}
