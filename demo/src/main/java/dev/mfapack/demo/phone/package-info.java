/** The phone and the mailbox of the demo people: what the pack sends ends up here. */
@NullMarked
package dev.mfapack.demo.phone;

import org.jspecify.annotations.NullMarked;
