/** How the risk evaluator is asked about a login. */
@NullMarked
package dev.mfapack.authenticators.risk;

import org.jspecify.annotations.NullMarked;
