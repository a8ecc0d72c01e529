/** Backup codes: the credential that holds their hashes, and using one. */
@NullMarked
package dev.mfapack.factors.backupcode;

import org.jspecify.annotations.NullMarked;
