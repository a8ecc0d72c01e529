/** What all factors share. */
@NullMarked
package dev.mfapack.factors;

import org.jspecify.annotations.NullMarked;
