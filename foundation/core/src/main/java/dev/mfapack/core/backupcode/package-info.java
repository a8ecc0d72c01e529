/** Backup codes: how many, and how they are drawn. */
@NullMarked
package dev.mfapack.core.backupcode;

import org.jspecify.annotations.NullMarked;
