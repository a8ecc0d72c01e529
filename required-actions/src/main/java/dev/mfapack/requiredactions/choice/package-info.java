/** Which factor to bind, for who must bind one. */
@NullMarked
package dev.mfapack.requiredactions.choice;

import org.jspecify.annotations.NullMarked;
