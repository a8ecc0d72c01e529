/** Binding a destination of codes, whatever way they go. */
@NullMarked
package dev.mfapack.requiredactions.code;

import org.jspecify.annotations.NullMarked;
