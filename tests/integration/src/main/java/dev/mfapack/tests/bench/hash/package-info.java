/** A password hash whose computations can be counted, run inside the server. */
@NullMarked
package dev.mfapack.tests.bench.hash;

import org.jspecify.annotations.NullMarked;
