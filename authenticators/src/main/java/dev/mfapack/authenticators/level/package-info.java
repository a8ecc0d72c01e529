/** The decision step, and the cookie step that lets it see what the app asked. */
@NullMarked
package dev.mfapack.authenticators.level;

import org.jspecify.annotations.NullMarked;
