/** The bench itself: what no server is needed for. */
@NullMarked
package dev.mfapack.tests.bench;

import org.jspecify.annotations.NullMarked;
