package dev.mfapack.persistence;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.scheduled.ScheduledTaskRunner;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/** On every node: writes what logins have taught it of the realm. */
final class MfaRiskFlush implements ScheduledTask {

    private final RiskStores stores;

    private MfaRiskFlush(RiskStores stores) {
        this.stores = stores;
    }

    static void schedule(KeycloakSessionFactory factory, RiskStores stores) {
        KeycloakModelUtils.runJobInTransaction(
                factory,
                session -> session.getProvider(TimerProvider.class)
                        .schedule(
                                new ScheduledTaskRunner(factory, new MfaRiskFlush(stores)),
                                JpaGlobalCounts.FLUSH_INTERVAL.toMillis()));
    }

    /** Keycloak's timer goes by this name, so it must not clash with another extension's. */
    @Override
    public String getTaskName() {
        return "MfaRiskFlush";
    }

    @Override
    public void run(KeycloakSession session) {
        stores.flush();
    }
}
