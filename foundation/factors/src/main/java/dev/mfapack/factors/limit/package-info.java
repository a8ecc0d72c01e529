/** How the doors ask the limiter and the SMS guard. */
@NullMarked
package dev.mfapack.factors.limit;

import org.jspecify.annotations.NullMarked;
