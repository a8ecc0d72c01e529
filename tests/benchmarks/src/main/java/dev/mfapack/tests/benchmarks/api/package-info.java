/** What the REST API costs the server. */
@NullMarked
package dev.mfapack.tests.benchmarks.api;

import org.jspecify.annotations.NullMarked;
