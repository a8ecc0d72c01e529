/** How strong a login must be: the one decision. */
@NullMarked
package dev.mfapack.core.level;

import org.jspecify.annotations.NullMarked;
