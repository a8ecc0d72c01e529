@NullMarked
package dev.mfapack.dist;

import org.jspecify.annotations.NullMarked;
