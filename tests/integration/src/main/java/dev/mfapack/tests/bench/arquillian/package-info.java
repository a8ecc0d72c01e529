/** Makes Arquillian start and stop our nodes, open our browsers, and put both into the tests' hands. */
@NullMarked
package dev.mfapack.tests.bench.arquillian;

import org.jspecify.annotations.NullMarked;
