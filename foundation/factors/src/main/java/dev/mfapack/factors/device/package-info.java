/** By which a browser is known again. */
@NullMarked
package dev.mfapack.factors.device;

import org.jspecify.annotations.NullMarked;
