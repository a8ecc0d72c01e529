package dev.mfapack.persistence;

import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/** Things that need the pack's tables, and so must wait until the server has made them. */
public final class AfterMigration {

    private AfterMigration() {}

    /** Runs {@code task} at each start of the server, once its database is up to date. */
    public static void run(KeycloakSessionFactory factory, Runnable task) {
        factory.register(new ProviderEventListener() {
            @Override
            public void onEvent(ProviderEvent event) {
                if (event instanceof PostMigrationEvent) {
                    task.run();
                }
            }
        });
    }
}
