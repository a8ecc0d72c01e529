/** A gateway for development, which writes messages to the server's log. */
@NullMarked
package dev.mfapack.smsgateways.log;

import org.jspecify.annotations.NullMarked;
