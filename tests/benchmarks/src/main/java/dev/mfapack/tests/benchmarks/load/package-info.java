/** A server with its realm, and people who log in to it. */
@NullMarked
package dev.mfapack.tests.benchmarks.load;

import org.jspecify.annotations.NullMarked;
