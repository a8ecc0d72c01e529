/** The SPI {@code mfa-sms-gateway}: gateways that carry text messages. */
@NullMarked
package dev.mfapack.smsgateways;

import org.jspecify.annotations.NullMarked;
