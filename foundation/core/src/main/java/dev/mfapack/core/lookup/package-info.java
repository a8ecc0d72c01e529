/** Secrets that people look up where they saved them, and type (NIST SP 800-63B-4 section 3.1.2). */
@NullMarked
package dev.mfapack.core.lookup;

import org.jspecify.annotations.NullMarked;
