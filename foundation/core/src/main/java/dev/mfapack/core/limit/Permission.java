package dev.mfapack.core.limit;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a message may leave. */
public sealed interface Permission {

    /** What operators should be told; each alert becomes a log line. */
    List<Alert> alerts();

    /** It may, and is counted already. */
    record Allowed(List<Alert> alerts) implements Permission {}

    /**
     * It must not, and was not counted.
     *
     * @param reason for operators only
     * @param until from when on it is worth another try; null when waiting does not help
     * @param alerts what operators should be told
     */
    record Refused(LimitReason reason, @Nullable Instant until, List<Alert> alerts) implements Permission {

        public Refused(LimitReason reason, @Nullable Instant until) {
            this(reason, until, List.of());
        }
    }

    /** Of several refusals, at least one, the first of those that last longest. */
    static Refused longest(List<Refused> refusals) {
        return Collections.max(
                refusals, Comparator.comparing(Refused::until, Comparator.nullsLast(Comparator.naturalOrder())));
    }
}
