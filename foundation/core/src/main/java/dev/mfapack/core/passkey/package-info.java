/** Passkeys: what a ceremony may be refused for, and what their backup flags say. */
@NullMarked
package dev.mfapack.core.passkey;

import org.jspecify.annotations.NullMarked;
