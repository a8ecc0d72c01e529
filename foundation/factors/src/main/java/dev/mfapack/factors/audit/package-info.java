/** Recording MFA steps from within Keycloak. */
@NullMarked
package dev.mfapack.factors.audit;

import org.jspecify.annotations.NullMarked;
