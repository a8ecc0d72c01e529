package dev.mfapack.core.audit;

import dev.mfapack.core.limit.Settings;
import java.time.Duration;
import java.util.Set;

/**
 * How long a realm keeps its audit log.
 *
 * @param retention {@code mfa.audit.retention-days}, 7 to 3650 days, default 400: a year, which auditors ask for (PCI DSS 4.0
 *     section 10.5.1), and a month to come and look
 */
public record AuditPolicy(Duration retention) {

    private static final String RETENTION = "mfa.audit.retention-days";
    private static final int DEFAULT_DAYS = 400;
    private static final int LEAST_DAYS = 7;
    private static final int MOST_DAYS = 3650;

    /** The attributes that make up the policy. */
    public static final Set<String> ATTRIBUTES = Set.of(RETENTION);

    /** What a realm sets; what cannot be read keeps the log longest: a slip of the pen must not delete anything. */
    public static AuditPolicy read(Settings settings) {
        return new AuditPolicy(
                Duration.ofDays(settings.number(RETENTION, DEFAULT_DAYS, LEAST_DAYS, MOST_DAYS, MOST_DAYS)));
    }
}
