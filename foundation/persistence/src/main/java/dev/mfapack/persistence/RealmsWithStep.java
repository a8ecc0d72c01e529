package dev.mfapack.persistence;

import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;

/** Realms by what stands in their flows. Keycloak would have to load every realm for it. */
public final class RealmsWithStep {

    private RealmsWithStep() {}

    /**
     * Names of realms with an enabled step in a flow, and without an attribute that it needs; {@code most} of them at most.
     *
     * @param authenticator provider id of the step
     */
    public static List<String> without(KeycloakSession session, String authenticator, String attribute, int most) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("""
                        select distinct step.realm.name from AuthenticationExecutionEntity step
                        where step.authenticator = :authenticator and step.requirement <> :disabled
                          and not exists (select 1 from RealmAttributeEntity setting
                            where setting.realm = step.realm and setting.name = :attribute and trim(setting.value) <> '')
                        order by step.realm.name
                        """, String.class)
                .setParameter("authenticator", authenticator)
                .setParameter("disabled", Requirement.DISABLED)
                .setParameter("attribute", attribute)
                .setMaxResults(most)
                .getResultList();
    }
}
