package dev.mfapack.core.audit;

import dev.mfapack.core.limit.Settings;
import java.time.Duration;
import java.util.Set;

/**
 * What a realm keeps in its audit log, and how long.
 *
 * @param retention {@code mfa.audit.retention-days}, 7 to 3650 days, default 400: a year, which auditors ask for (PCI DSS 4.0
 *     section 10.5.1), and a month to come and look
 * @param addresses {@code mfa.audit.address}, default {@code plain}: an incident is looked into by addresses
 */
public record AuditPolicy(Duration retention, Addresses addresses) {

    /** How records keep the address that a request came from. */
    public enum Addresses {
        /** As it is. */
        PLAIN,
        /** As {@link AddressHash}: it can be looked for and compared, and not read. */
        HASHED
    }

    private static final String RETENTION = "mfa.audit.retention-days";
    private static final String ADDRESSES = "mfa.audit.address";
    private static final int DEFAULT_DAYS = 400;
    private static final int LEAST_DAYS = 7;
    private static final int MOST_DAYS = 3650;

    /** The attributes that make up the policy. */
    public static final Set<String> ATTRIBUTES = Set.of(RETENTION, ADDRESSES);

    /**
     * What a realm sets. What cannot be read keeps the log longest, and addresses as hashes: a slip of the pen must neither
     * delete nor tell anything.
     */
    public static AuditPolicy read(Settings settings) {
        return new AuditPolicy(
                Duration.ofDays(settings.number(RETENTION, DEFAULT_DAYS, LEAST_DAYS, MOST_DAYS, MOST_DAYS)),
                addresses(settings));
    }

    private static Addresses addresses(Settings settings) {
        String word = String.join(",", settings.words(ADDRESSES));
        return switch (word) {
            case "", "plain" -> Addresses.PLAIN;
            case "hashed" -> Addresses.HASHED;
            default -> {
                settings.problem(ADDRESSES, "must be plain or hashed");
                yield Addresses.HASHED;
            }
        };
    }
}
