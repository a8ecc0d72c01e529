/** A gateway that speaks to Twilio by Twilio's own library. */
@NullMarked
package dev.mfapack.smsgateways.twilio;

import org.jspecify.annotations.NullMarked;
