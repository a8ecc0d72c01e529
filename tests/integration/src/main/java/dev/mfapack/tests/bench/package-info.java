/** What the suites hold in their hands: the person's phone and mailbox, the app, the database, the administrator. */
@NullMarked
package dev.mfapack.tests.bench;

import org.jspecify.annotations.NullMarked;
