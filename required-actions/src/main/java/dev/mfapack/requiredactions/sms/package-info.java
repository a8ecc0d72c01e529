/** Binding a telephone number. */
@NullMarked
package dev.mfapack.requiredactions.sms;

import org.jspecify.annotations.NullMarked;
