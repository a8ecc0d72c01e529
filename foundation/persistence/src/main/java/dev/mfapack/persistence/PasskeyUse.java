package dev.mfapack.persistence;

import dev.mfapack.core.passkey.BackupFlags;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a passkey beside what Keycloak keeps of it.
 *
 * @param flags what it said of its copies last
 * @param uses how often it was right, in browsers and by REST
 * @param lastAt when it was right last; null when it was not used yet
 */
public record PasskeyUse(
        BackupFlags flags, long uses, @Nullable Instant lastAt) {}
