/** Factors whose codes travel to the person: credential, challenges, page. */
@NullMarked
package dev.mfapack.factors.code;

import org.jspecify.annotations.NullMarked;
