/** The gateways in their order: the next one when one fails, and a circuit breaker for each. */
@NullMarked
package dev.mfapack.smsgateways.chain;

import org.jspecify.annotations.NullMarked;
