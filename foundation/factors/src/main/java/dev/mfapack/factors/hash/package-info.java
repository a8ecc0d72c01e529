/** Salted password hashes of look-up secrets, by the realm's own algorithm. */
@NullMarked
package dev.mfapack.factors.hash;

import org.jspecify.annotations.NullMarked;
