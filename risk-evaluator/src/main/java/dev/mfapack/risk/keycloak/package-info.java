/** What stands between Keycloak and the evaluator: readers of a login, what is kept of it, and what is learned when it succeeds. */
@NullMarked
package dev.mfapack.risk.keycloak;

import org.jspecify.annotations.NullMarked;
