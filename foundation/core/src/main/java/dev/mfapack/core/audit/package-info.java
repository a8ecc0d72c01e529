/** What is recorded of every MFA step. */
@NullMarked
package dev.mfapack.core.audit;

import org.jspecify.annotations.NullMarked;
