/** What is needed to compare two servers that stand side by side in one run. */
@NullMarked
package dev.mfapack.tests.benchmarks.sidebyside;

import org.jspecify.annotations.NullMarked;
