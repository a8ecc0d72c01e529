/** What the pack adds to the server's start. */
@NullMarked
package dev.mfapack.tests.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
