/** What can be seen of pages and messages without a server. */
@NullMarked
package dev.mfapack.themes;

import org.jspecify.annotations.NullMarked;
