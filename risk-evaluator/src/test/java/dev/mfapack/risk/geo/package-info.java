@NullMarked
package dev.mfapack.risk.geo;

import org.jspecify.annotations.NullMarked;
