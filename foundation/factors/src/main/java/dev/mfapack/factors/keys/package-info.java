/** The pack's keys: made on first use, kept in MFA_KEY, wrapped with the operator's pepper. */
@NullMarked
package dev.mfapack.factors.keys;

import org.jspecify.annotations.NullMarked;
