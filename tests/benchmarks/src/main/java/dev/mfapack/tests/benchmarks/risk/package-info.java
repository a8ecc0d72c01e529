/**
 * How well strangers are told from their victims: a synthetic stream of logins, the evaluator, and what it is compared with.
 *
 * <p>The stream is made up. Its shape follows what is published of a real one (31.3 million logins, das-group/rba-dataset); a gate holds
 * it to what the reference model reaches there.
 */
@NullMarked
package dev.mfapack.tests.benchmarks.risk;

import org.jspecify.annotations.NullMarked;
