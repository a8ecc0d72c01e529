/** Making backup codes. */
@NullMarked
package dev.mfapack.requiredactions.backupcode;

import org.jspecify.annotations.NullMarked;
