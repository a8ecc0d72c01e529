/** Places and providers from files in MaxMind's format, which the operator supplies. */
@NullMarked
package dev.mfapack.risk.geo;

import org.jspecify.annotations.NullMarked;
