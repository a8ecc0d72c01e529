/** What concerns all of the domain. */
@NullMarked
package dev.mfapack.core;

import org.jspecify.annotations.NullMarked;
