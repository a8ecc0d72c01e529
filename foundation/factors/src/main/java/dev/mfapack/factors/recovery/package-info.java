/** Binding new factors after all were lost: an administrator asks for it, the person has a link by mail and their password. */
@NullMarked
package dev.mfapack.factors.recovery;

import org.jspecify.annotations.NullMarked;
