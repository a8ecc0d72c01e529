/** The SMS factor: credential, challenges, message text. */
@NullMarked
package dev.mfapack.factors.sms;

import org.jspecify.annotations.NullMarked;
