/** The SMS factor: where its codes go, and the text that carries them. */
@NullMarked
package dev.mfapack.factors.sms;

import org.jspecify.annotations.NullMarked;
