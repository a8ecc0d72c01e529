/** The audit trail: one structured log line and one row per MFA step, and the listener that hears Keycloak's own events. */
@NullMarked
package dev.mfapack.auditlog;

import org.jspecify.annotations.NullMarked;
