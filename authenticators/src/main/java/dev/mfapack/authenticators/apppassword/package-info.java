/** Takes app passwords where a program logs in by name and password. */
@NullMarked
package dev.mfapack.authenticators.apppassword;

import org.jspecify.annotations.NullMarked;
