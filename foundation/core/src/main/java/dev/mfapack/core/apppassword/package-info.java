/** App passwords: how many, and for how long. */
@NullMarked
package dev.mfapack.core.apppassword;

import org.jspecify.annotations.NullMarked;
