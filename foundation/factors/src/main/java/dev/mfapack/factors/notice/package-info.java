/** Notices to people: what they are told of, the mail, and what its link does. */
@NullMarked
package dev.mfapack.factors.notice;

import org.jspecify.annotations.NullMarked;
