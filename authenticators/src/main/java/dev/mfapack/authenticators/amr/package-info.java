/** The {@code amr} claim: which methods a login was made by. */
@NullMarked
package dev.mfapack.authenticators.amr;

import org.jspecify.annotations.NullMarked;
