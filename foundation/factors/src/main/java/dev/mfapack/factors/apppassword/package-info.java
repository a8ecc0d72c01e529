/** App passwords: for programs that know a name and a password and nothing else. */
@NullMarked
package dev.mfapack.factors.apppassword;

import org.jspecify.annotations.NullMarked;
