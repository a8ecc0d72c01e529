/**
 * The MFA REST API below {@code /realms/{realm}/mfa/v1}, and for administrators below {@code /admin/realms/{realm}/mfa};
 * described in {@code openapi.yaml}.
 */
@NullMarked
package dev.mfapack.restapi;

import org.jspecify.annotations.NullMarked;
