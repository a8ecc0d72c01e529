/** The pages that a person sees, by what can be done on them. */
@NullMarked
package dev.mfapack.tests.bench.pages;

import org.jspecify.annotations.NullMarked;
