@NullMarked
package dev.mfapack.risk;

import org.jspecify.annotations.NullMarked;
