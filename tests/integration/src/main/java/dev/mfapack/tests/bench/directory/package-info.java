/** People whom the server does not import, run inside it. */
@NullMarked
package dev.mfapack.tests.bench.directory;

import org.jspecify.annotations.NullMarked;
