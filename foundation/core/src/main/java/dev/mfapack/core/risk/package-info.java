/** What a realm does with risk. */
@NullMarked
package dev.mfapack.core.risk;

import org.jspecify.annotations.NullMarked;
