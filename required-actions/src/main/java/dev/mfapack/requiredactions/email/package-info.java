/** Binding an email address. */
@NullMarked
package dev.mfapack.requiredactions.email;

import org.jspecify.annotations.NullMarked;
