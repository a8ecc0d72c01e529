package dev.mfapack.factors.code;

import dev.mfapack.core.challenge.Challenge;
import java.util.Optional;

/**
 * A challenge that was just made.
 *
 * @param challenge the challenge
 * @param notice what the person must know about its message; empty when it is on its way, for all that they learn
 */
public record Begun(Challenge challenge, Optional<Notice> notice) {}
