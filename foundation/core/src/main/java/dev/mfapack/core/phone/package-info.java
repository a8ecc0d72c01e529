/** Telephone numbers in E.164 form. */
@NullMarked
package dev.mfapack.core.phone;

import org.jspecify.annotations.NullMarked;
