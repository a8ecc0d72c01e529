/** A database of the pack's tables, without a server around it. */
@NullMarked
package dev.mfapack.tests.benchmarks.database;

import org.jspecify.annotations.NullMarked;
