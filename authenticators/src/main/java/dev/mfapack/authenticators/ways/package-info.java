/** In which order Keycloak offers a person's factors, and which it leaves out. */
@NullMarked
package dev.mfapack.authenticators.ways;

import org.jspecify.annotations.NullMarked;
