/** Email addresses to which codes can be sent. */
@NullMarked
package dev.mfapack.core.email;

import org.jspecify.annotations.NullMarked;
