/** The little JSON that the pack reads and writes where there is no server. */
@NullMarked
package dev.mfapack.core.json;

import org.jspecify.annotations.NullMarked;
