/** What can be seen of the templates without a server. */
@NullMarked
package dev.mfapack.realmtemplates;

import org.jspecify.annotations.NullMarked;
