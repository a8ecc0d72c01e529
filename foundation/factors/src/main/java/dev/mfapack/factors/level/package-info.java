/** What a person can prove in a flow, and what a session has proven. */
@NullMarked
package dev.mfapack.factors.level;

import org.jspecify.annotations.NullMarked;
