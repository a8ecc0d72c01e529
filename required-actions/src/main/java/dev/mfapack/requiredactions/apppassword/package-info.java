/** Making app passwords. */
@NullMarked
package dev.mfapack.requiredactions.apppassword;

import org.jspecify.annotations.NullMarked;
