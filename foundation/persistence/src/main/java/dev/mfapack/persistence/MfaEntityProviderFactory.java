package dev.mfapack.persistence;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Adds the pack's tables to Keycloak's database. One for the whole pack: Liquibase's bookkeeping table is named after the
 * first ten letters of the id.
 */
public final class MfaEntityProviderFactory implements JpaEntityProviderFactory {

    static final String ID = "mfapack";

    private static final List<Class<?>> ENTITIES = List.of(
            ChallengeEntity.class,
            KeyEntity.class,
            OutboxEntity.class,
            AuditEventEntity.class,
            AuditCheckpointEntity.class,
            FlowSnapshotEntity.class,
            ThrottleEntity.class,
            SmsTrafficEntity.class,
            SpentEntity.class,
            AppPasswordUseEntity.class,
            PersonEntity.class,
            RecoveryEntity.class);

    private final OwnConnections ownConnections = new OwnConnections();

    static OwnConnections ownConnections(KeycloakSession session) {
        MfaEntityProviderFactory factory = (MfaEntityProviderFactory)
                session.getKeycloakSessionFactory().getProviderFactory(JpaEntityProvider.class, ID);
        return factory.ownConnections;
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new JpaEntityProvider() {
            @Override
            public List<Class<?>> getEntities() {
                return ENTITIES;
            }

            @Override
            public String getChangelogLocation() {
                return "META-INF/mfa-pack-changelog.xml";
            }

            @Override
            public String getFactoryId() {
                return ID;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(new Leavers());
        MfaPackRetention.schedule(factory);
    }

    @Override
    public void close() {
        ownConnections.close();
    }

    @Override
    public String getId() {
        return ID;
    }
}
