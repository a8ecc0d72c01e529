/**
 * What makes the audit log tamper-evident: rows are hashed, chained in batches, and each batch is signed.
 *
 * <p>Plain Java without a library, so that an auditor runs the verifier with a JDK and the pack's jar alone. The page {@code
 * docs/audit.md} describes the format.
 */
@NullMarked
package dev.mfapack.core.audit.chain;

import org.jspecify.annotations.NullMarked;
