/** One HTTP request with timeouts, and what its failure means. Shared by the gateways; no contract for others. */
@NullMarked
package dev.mfapack.smsgateways.transport;

import org.jspecify.annotations.NullMarked;
