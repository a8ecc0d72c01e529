/** The port through which text messages leave, and the guard before it. */
@NullMarked
package dev.mfapack.core.sms;

import org.jspecify.annotations.NullMarked;
