package dev.mfapack.persistence;

import dev.mfapack.risk.Accounts;
import dev.mfapack.risk.GlobalCounts;
import dev.mfapack.risk.Profiles;
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

    RiskStores(ShortTransactions transactions, Clock clock) {
        this.profiles = new JpaProfiles(transactions, clock);
        this.counts = new JpaGlobalCounts(transactions, clock, new SecureRandom().nextInt());
        this.velocity = new JpaVelocity(transactions);
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

    public Accounts accounts() {
        return accounts;
    }

    public RiskDecisions decisions() {
        return decisions;
    }

    /** Writes what waits. */
    void flush() {
        counts.flush();
    }

    /** Writes what waits, because this node ends. */
    void close() {
        counts.flushForGood();
    }
}
