/** A stream of logins through a policy, strictly in order: what would have been asked, of whom, and which attacks caught. */
@NullMarked
package dev.mfapack.risk.replay;

import org.jspecify.annotations.NullMarked;
