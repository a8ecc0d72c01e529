/** Runs in the server under test: shifts its time. Packed into a jar of its own when a server is built, and never shipped. */
@NullMarked
package dev.mfapack.tests.bench.clock;

import org.jspecify.annotations.NullMarked;
