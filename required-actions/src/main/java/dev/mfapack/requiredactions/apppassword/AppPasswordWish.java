package dev.mfapack.requiredactions.apppassword;

import dev.mfapack.core.apppassword.AppPasswords;
import dev.mfapack.factors.KeycloakClock;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.utils.FormMessage;

/**
 * What somebody filled in who wants an app password.
 *
 * @param name what they call it
 * @param service the client it is for
 * @param until the last day on which it works, as typed; empty: it has no end
 */
record AppPasswordWish(String name, String service, String until) {

    static final String NAME = "name";
    static final String SERVICE = "service";
    static final String UNTIL = "until";

    static AppPasswordWish nothingYet() {
        return new AppPasswordWish("", "", "");
    }

    static AppPasswordWish in(MultivaluedMap<String, String> form) {
        return new AppPasswordWish(field(form, NAME), field(form, SERVICE), field(form, UNTIL));
    }

    private static String field(MultivaluedMap<String, String> form, String name) {
        return Optional.ofNullable(form.getFirst(name)).orElse("").strip();
    }

    /** The first thing that is wrong with it. */
    Optional<FormMessage> problem(List<String> services) {
        if (name.isEmpty()) {
            return Optional.of(new FormMessage(NAME, "mfaAppNameMissing"));
        } else if (name.length() > AppPasswords.LONGEST_NAME) {
            return Optional.of(new FormMessage(NAME, "mfaLabelTooLong", AppPasswords.LONGEST_NAME));
        } else if (!services.contains(service)) {
            return Optional.of(new FormMessage(SERVICE, "mfaAppServiceUnknown"));
        } else if (!until.isEmpty() && isInThePastOrNoDay()) {
            return Optional.of(new FormMessage(UNTIL, "mfaAppUntilInvalid"));
        }
        return Optional.empty();
    }

    /** The end of that day, in UTC. */
    Optional<Instant> expiresAt() {
        return until.isEmpty()
                ? Optional.empty()
                : Optional.of(LocalDate.parse(until)
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
    }

    private boolean isInThePastOrNoDay() {
        try {
            return LocalDate.parse(until)
                    .isBefore(LocalDate.ofInstant(KeycloakClock.INSTANCE.instant(), ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return true;
        }
    }
}
