/** Keycloak's brute-force detection, fed with the pack's factors. */
@NullMarked
package dev.mfapack.factors.bruteforce;

import org.jspecify.annotations.NullMarked;
