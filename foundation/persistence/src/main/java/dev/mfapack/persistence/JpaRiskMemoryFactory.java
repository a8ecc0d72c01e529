package dev.mfapack.persistence;

import dev.mfapack.core.key.KeyRing;
import dev.mfapack.risk.Accounts;
import dev.mfapack.risk.Decisions;
import dev.mfapack.risk.GlobalCounts;
import dev.mfapack.risk.Profiles;
import dev.mfapack.risk.Together;
import dev.mfapack.risk.Velocity;
import dev.mfapack.risk.keycloak.RiskMemory;
import dev.mfapack.risk.keycloak.RiskMemoryFactory;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** The evaluator's memory in the pack's tables. */
public final class JpaRiskMemoryFactory implements RiskMemoryFactory {

    @Override
    public RiskMemory create(KeycloakSession session) {
        return new Tables(RiskStores.of(session), session.getProvider(KeyRingProvider.class));
    }

    private record Tables(RiskStores stores, KeyRing keys) implements RiskMemory {

        @Override
        public Profiles profiles() {
            return stores.profiles();
        }

        @Override
        public GlobalCounts counts() {
            return stores.counts();
        }

        @Override
        public Velocity velocity() {
            return stores.velocity();
        }

        @Override
        public Together together() {
            return stores.together();
        }

        @Override
        public Accounts accounts() {
            return stores.accounts();
        }

        @Override
        public Decisions decisions() {
            return stores.decisions();
        }
    }

    @Override
    public void init(Config.Scope options) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return "jpa";
    }
}
