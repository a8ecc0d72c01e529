/** Passkeys and security keys: Keycloak's own factors. */
@NullMarked
package dev.mfapack.factors.passkey;

import org.jspecify.annotations.NullMarked;
