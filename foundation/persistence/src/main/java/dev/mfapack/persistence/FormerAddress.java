package dev.mfapack.persistence;

import java.time.Instant;
import java.util.UUID;

/**
 * A mail address that was a person's until lately.
 *
 * @param id random id, to which the sealed address is bound
 * @param keyVersion version of the key that sealed it
 * @param sealed the address, sealed
 * @param givenUpAt when another took its place
 */
public record FormerAddress(UUID id, int keyVersion, String sealed, Instant givenUpAt) {}
