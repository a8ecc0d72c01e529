/** One-time passwords of an app: Keycloak's own factor. */
@NullMarked
package dev.mfapack.factors.totp;

import org.jspecify.annotations.NullMarked;
