/** Starts Keycloak with the pack, a page that shows the phone and the mailbox, and a sample app. */
@NullMarked
package dev.mfapack.demo;

import org.jspecify.annotations.NullMarked;
