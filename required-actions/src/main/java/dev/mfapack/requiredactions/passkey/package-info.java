/** Enrolling a passkey: Keycloak's own action. */
@NullMarked
package dev.mfapack.requiredactions.passkey;

import org.jspecify.annotations.NullMarked;
