@NullMarked
package dev.mfapack.risk.replay;

import org.jspecify.annotations.NullMarked;
