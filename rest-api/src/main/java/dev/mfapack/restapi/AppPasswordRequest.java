package dev.mfapack.restapi;

import dev.mfapack.core.apppassword.AppPasswords;
import dev.mfapack.factors.KeycloakClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wish for an app password.
 *
 * @param name what the person calls it, at most 60 characters
 * @param service the client, or the name of another service, that it is for
 * @param until the last day on which it works, ISO 8601, in UTC; without one it has no end
 */
record AppPasswordRequest(
        @Nullable String name,
        @Nullable String service,
        @Nullable String until) {

    /** What RFC 3339 can write down. */
    private static final int LAST_YEAR = 9999;

    /** @throws ProblemException 400 when it is missing or too long, or holds control characters */
    String requiredName() {
        String given = JsonBody.required(name, "name");
        if (given.length() > AppPasswords.LONGEST_NAME || given.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest("The field name must have at most " + AppPasswords.LONGEST_NAME
                    + " characters, and no control characters.");
        }
        return given;
    }

    /** @throws ProblemException 400 when it is none of these */
    String requiredService(List<String> services) {
        String given = JsonBody.required(service, "service");
        if (!services.contains(given)) {
            throw ProblemException.badRequest("There is no such service that takes app passwords.");
        }
        return given;
    }

    /**
     * The end of that day.
     *
     * @throws ProblemException 400 when it is no day, or one that is past
     */
    Optional<Instant> expiresAt() {
        if (until == null) {
            return Optional.empty();
        }
        try {
            LocalDate last = LocalDate.parse(until);
            if (last.getYear() <= LAST_YEAR
                    && !last.isBefore(LocalDate.ofInstant(KeycloakClock.INSTANCE.instant(), ZoneOffset.UTC))) {
                return Optional.of(last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
        } catch (DateTimeParseException e) {
            // Told below.
        }
        throw ProblemException.badRequest("The field until must hold today or a later day, such as 2027-12-31.");
    }
}
