/** The login step that asks for a code that was sent, whatever way it went. */
@NullMarked
package dev.mfapack.authenticators.code;

import org.jspecify.annotations.NullMarked;
