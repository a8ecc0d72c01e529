package dev.mfapack.persistence;

import dev.mfapack.core.audit.AuditTrail;
import org.keycloak.provider.Provider;

/** The audit trail of one Keycloak session. */
public interface AuditTrailProvider extends AuditTrail, Provider {

    @Override
    default void close() {}
}
