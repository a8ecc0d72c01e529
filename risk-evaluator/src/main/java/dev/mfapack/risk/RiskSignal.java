package dev.mfapack.risk;

import dev.mfapack.core.PublicApi;
import java.util.Optional;

/**
 * Looks at one side of a login. Thread-safe, and fast: it runs within the login, so it reads what is at hand and waits for nobody.
 *
 * <p>What it throws is caught and counts as {@link Why#SIGNAL_FAILED}: the login is then asked for a second factor at least.
 */
@PublicApi
public interface RiskSignal {

    /** How far one signal from outside the pack may move the score to either side: as far as a known device does. */
    double MOST = 4;

    /** Lower-case letters and hyphens, unique; part of stored decisions. */
    String name();

    /** What it saw, or why it could not look. What is unknown is never taken for low. */
    Observed<Finding> look(Situation situation);

    /**
     * What a signal saw.
     *
     * @param contribution log-odds: log(how often this is so with strangers ÷ how often with the person); cut to ±{@link #MOST}
     * @param operator for the administrator
     * @param person for the person, short and telling an attacker nothing of use; empty for nothing
     */
    @PublicApi
    record Finding(double contribution, Words operator, Optional<Words> person) {

        public Finding {
            if (!Double.isFinite(contribution)) {
                throw new IllegalArgumentException("a contribution is a number");
            }
        }
    }
}
