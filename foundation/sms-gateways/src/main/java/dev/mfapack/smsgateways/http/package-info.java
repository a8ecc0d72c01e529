/** A gateway that speaks to any provider over HTTP, by a template. */
@NullMarked
package dev.mfapack.smsgateways.http;

import org.jspecify.annotations.NullMarked;
