/** One-time tokens: what was proven by REST, redeemed once for a session. */
@NullMarked
package dev.mfapack.factors.token;

import org.jspecify.annotations.NullMarked;
