/** The realm's MFA policy, read from its attributes. */
@NullMarked
package dev.mfapack.factors.policy;

import org.jspecify.annotations.NullMarked;
