/** The core's hot paths under JMH, each beside what it cannot do without. */
@NullMarked
package dev.mfapack.tests.benchmarks.core;

import org.jspecify.annotations.NullMarked;
