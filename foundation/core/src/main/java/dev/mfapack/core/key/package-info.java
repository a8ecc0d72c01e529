/** Keys for keyed hashes and sealed payloads. */
@NullMarked
package dev.mfapack.core.key;

import org.jspecify.annotations.NullMarked;
