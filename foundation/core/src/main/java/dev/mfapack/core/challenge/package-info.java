/** One-time codes: policy, generation, keyed hash, and the life of a challenge. */
@NullMarked
package dev.mfapack.core.challenge;

import org.jspecify.annotations.NullMarked;
