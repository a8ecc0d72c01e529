/** Removing a factor. */
@NullMarked
package dev.mfapack.requiredactions.removal;

import org.jspecify.annotations.NullMarked;
