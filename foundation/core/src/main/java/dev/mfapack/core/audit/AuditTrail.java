package dev.mfapack.core.audit;

/**
 * Where MFA steps are recorded.
 *
 * <p>What never happens: a successful step whose record is missing (a success is part of the step's own transaction, and
 * fails it when it cannot be written); a failed step whose record a rollback takes away (a failure is committed at once).
 */
public interface AuditTrail {

    void record(AuditRecord record);
}
