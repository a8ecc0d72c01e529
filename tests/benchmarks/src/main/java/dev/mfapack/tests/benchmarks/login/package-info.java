/** What the pack adds to a login that needs no second factor. */
@NullMarked
package dev.mfapack.tests.benchmarks.login;

import org.jspecify.annotations.NullMarked;
