/** Whether people who log in by password feel a gateway that others wait for. */
@NullMarked
package dev.mfapack.tests.benchmarks.slowgateway;

import org.jspecify.annotations.NullMarked;
