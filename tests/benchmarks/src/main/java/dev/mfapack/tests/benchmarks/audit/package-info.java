/** The audit log with millions of rows: sealing, verifying, looking for something, exporting. */
@NullMarked
package dev.mfapack.tests.benchmarks.audit;

import org.jspecify.annotations.NullMarked;
