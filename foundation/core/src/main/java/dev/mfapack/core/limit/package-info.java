/** How often codes are sent and answers taken: the one limiter of every factor and every door. */
@NullMarked
package dev.mfapack.core.limit;

import org.jspecify.annotations.NullMarked;
