/** A command-line app that logs in by a passkey, without a browser: what a native app does, in as few lines as it takes. */
@NullMarked
package dev.mfapack.demo.passkey;

import org.jspecify.annotations.NullMarked;
