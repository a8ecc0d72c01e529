/** The limiter's calls on a database of the size it has in a large realm. */
@NullMarked
package dev.mfapack.tests.benchmarks.limits;

import org.jspecify.annotations.NullMarked;
