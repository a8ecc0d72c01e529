/** The email factor: where its codes go, and the mail that carries them. */
@NullMarked
package dev.mfapack.factors.email;

import org.jspecify.annotations.NullMarked;
