/** Asks for a backup code. */
@NullMarked
package dev.mfapack.authenticators.backupcode;

import org.jspecify.annotations.NullMarked;
