/** Which factor is asked for first. */
@NullMarked
package dev.mfapack.requiredactions.preference;

import org.jspecify.annotations.NullMarked;
