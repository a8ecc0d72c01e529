/** Sending after commit, on threads of its own. */
@NullMarked
package dev.mfapack.factors.dispatch;

import org.jspecify.annotations.NullMarked;
