package dev.mfapack.risk.keycloak;

import dev.mfapack.core.limit.Settings;
import dev.mfapack.core.risk.RiskPolicy;
import org.jboss.logging.Logger;
import org.keycloak.models.RealmModel;

/** What realms do with risk. */
final class RiskPolicies {

    private static final Logger LOG = Logger.getLogger(RiskPolicies.class);

    private RiskPolicies() {}

    /** As it holds now. */
    static RiskPolicy of(RealmModel realm) {
        return RiskPolicy.read(new Settings(
                realm::getAttribute,
                (attribute, problem) -> LOG.warnf(
                        "Realm %s: the attribute %s cannot be read, and the strictest value holds: %s",
                        realm.getName(), attribute, problem)));
    }
}
