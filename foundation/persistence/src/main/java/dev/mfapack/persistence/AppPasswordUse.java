package dev.mfapack.persistence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the use of an app password.
 *
 * @param uses how often it was right
 * @param lastAt when it was right last
 * @param lastAddress from where; null when that was not known
 */
public record AppPasswordUse(
        long uses, Instant lastAt, @Nullable String lastAddress) {}
