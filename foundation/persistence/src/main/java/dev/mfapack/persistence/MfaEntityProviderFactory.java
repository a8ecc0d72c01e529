package dev.mfapack.persistence;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.Provider;

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
            PasskeyEntity.class,
            CeremonyEntity.class,
            MfaTokenEntity.class,
            PersonEntity.class,
            RecoveryEntity.class,
            RiskProfileEntity.class,
            RiskCountEntity.class,
            RiskRateEntity.class,
            RiskDecisionEntity.class,
            NoticeEntity.class,
            SeenDeviceEntity.class,
            FormerAddressEntity.class);

    private final OwnConnections ownConnections = new OwnConnections();

    private @Nullable RiskStores riskStores;

    static OwnConnections ownConnections(KeycloakSession session) {
        return ofThisNode(session).ownConnections;
    }

    static RiskStores riskStores(KeycloakSession session) {
        RiskStores stores = ofThisNode(session).riskStores;
        if (stores == null) {
            throw new IllegalStateException("the server has not started yet");
        }
        return stores;
    }

    private static MfaEntityProviderFactory ofThisNode(KeycloakSession session) {
        return (MfaEntityProviderFactory)
                session.getKeycloakSessionFactory().getProviderFactory(JpaEntityProvider.class, ID);
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
        RiskStores stores = new RiskStores(new OwnTransaction(factory), Clock.systemUTC());
        riskStores = stores;
        MfaRiskFlush.schedule(factory, stores);
    }

    /** Closed before the database is, so that what waits can still be written. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(JpaConnectionProvider.class);
    }

    @Override
    public void close() {
        if (riskStores != null) {
            riskStores.close();
        }
        ownConnections.close();
    }

    @Override
    public String getId() {
        return ID;
    }
}
