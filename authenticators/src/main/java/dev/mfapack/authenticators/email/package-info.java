/** The login step that asks for a code sent by email. */
@NullMarked
package dev.mfapack.authenticators.email;

import org.jspecify.annotations.NullMarked;
