package dev.mfapack.auditlog;

import dev.mfapack.persistence.AuditTrailProvider;
import dev.mfapack.persistence.AuditTrailProviderFactory;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Audit trail {@code default}. */
public final class LoggedRowsAuditTrailFactory implements AuditTrailProviderFactory {

    @Override
    public AuditTrailProvider create(KeycloakSession session) {
        return new LoggedRowsAuditTrail(session);
    }

    @Override
    public void init(Config.Scope options) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return "default";
    }
}
