/** The port through which text messages leave. */
@NullMarked
package dev.mfapack.core.sms;

import org.jspecify.annotations.NullMarked;
