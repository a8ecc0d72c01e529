/** Notices to people about what happened to their account: which there are, to whom they go, and the link in them. */
@NullMarked
package dev.mfapack.core.notice;

import org.jspecify.annotations.NullMarked;
