/** What the step that asks for a code by SMS takes, beside Keycloak's own step of one-time passwords. */
@NullMarked
package dev.mfapack.tests.benchmarks.step;

import org.jspecify.annotations.NullMarked;
