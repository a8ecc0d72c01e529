/** A small relying party that asks for a second factor where money moves. */
@NullMarked
package dev.mfapack.demo.app;

import org.jspecify.annotations.NullMarked;
