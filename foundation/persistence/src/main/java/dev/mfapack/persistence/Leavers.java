package dev.mfapack.persistence;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/** Deletes what the pack keeps about realms and people who are deleted. The audit log keeps what people did, under a pseudonym. */
final class Leavers implements ProviderEventListener {

    private static final List<String> OF_A_REALM = List.of(
            "ChallengeEntity",
            "OutboxEntity",
            "KeyEntity",
            "AuditEventEntity",
            "AuditCheckpointEntity",
            "FlowSnapshotEntity",
            "ThrottleEntity",
            "SmsTrafficEntity",
            "SpentEntity",
            "AppPasswordUseEntity",
            "PasskeyEntity",
            "CeremonyEntity",
            "MfaTokenEntity",
            "PersonEntity",
            "RecoveryEntity",
            "RiskProfileEntity",
            "RiskCountEntity",
            "RiskRateEntity",
            "RiskDecisionEntity",
            "NoticeEntity",
            "SeenDeviceEntity",
            "FormerAddressEntity");
    private static final List<String> OF_A_PERSON = List.of(
            "ChallengeEntity",
            "OutboxEntity",
            "ThrottleEntity",
            "SpentEntity",
            "AppPasswordUseEntity",
            "PasskeyEntity",
            "CeremonyEntity",
            "MfaTokenEntity",
            "PersonEntity",
            "RecoveryEntity",
            "RiskProfileEntity",
            "RiskDecisionEntity",
            "NoticeEntity",
            "SeenDeviceEntity",
            "FormerAddressEntity");

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof RealmModel.RealmRemovedEvent removed) {
            deleteRealm(
                    entities(removed.getKeycloakSession()), removed.getRealm().getId());
        } else if (event instanceof UserModel.UserRemovedEvent removed) {
            String realm = removed.getRealm().getId();
            String person = removed.getUser().getId();
            deletePerson(entities(removed.getKeycloakSession()), realm, person);
            new AuditErasure(removed.getKeycloakSession()).erase(realm, person);
        }
    }

    static void deleteRealm(EntityManager em, String realmId) {
        OF_A_REALM.forEach(entity -> em.createQuery("delete from " + entity + " where realmId = :realm")
                .setParameter("realm", realmId)
                .executeUpdate());
    }

    static void deletePerson(EntityManager em, String realmId, String userId) {
        OF_A_PERSON.forEach(
                entity -> em.createQuery("delete from " + entity + " where realmId = :realm and userId = :user")
                        .setParameter("realm", realmId)
                        .setParameter("user", userId)
                        .executeUpdate());
    }

    private static EntityManager entities(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
