package dev.mfapack.persistence;

import dev.mfapack.risk.Accounts;
import dev.mfapack.risk.GlobalCounts;
import dev.mfapack.risk.Profiles;
import dev.mfapack.risk.Together;
import dev.mfapack.risk.Velocity;
import java.security.SecureRandom;
import java.time.Clock;
import org.keycloak.models.KeycloakSession;

/** What the risk evaluator needs of the database; the same of a node for all requests. Thread-safe. */
public final class RiskStores {

    private final Profiles profiles;
    private final JpaGlobalCounts counts;
    private final Velocity velocity;
    private final Accounts accounts;
    private final RiskDecisions decisions;
    private final JoinableTransactions together;

    public RiskStores(ShortTransactions transactions, Clock clock) {
        this.together = new JoinableTransactions(transactions);
        this.profiles = new JpaProfiles(together, clock);
        this.counts = new JpaGlobalCounts(together, clock, new SecureRandom().nextInt());
        this.velocity = new JpaVelocity(together);
        this.accounts = new AuditedAccounts(transactions);
        this.decisions = new RiskDecisions(transactions, clock);
    }

    /** Those of this node. */
    public static RiskStores of(KeycloakSession session) {
        return MfaEntityProviderFactory.riskStores(session);
    }

    public Profiles profiles() {
        return profiles;
    }

    public GlobalCounts counts() {
        return counts;
    }

    public Velocity velocity() {
        return velocity;
    }

    /** For what is read or written of the three above at once. */
    public Together together() {
        return together;
    }

    public Accounts accounts() {
        return accounts;
    }

    public RiskDecisions decisions() {
        return decisions;
    }

    /** Writes what waits. */
    public void flush() {
        counts.flush();
    }

    /** Writes what waits, because this node ends. */
    public void close() {
        counts.flushForGood();
    }
}
