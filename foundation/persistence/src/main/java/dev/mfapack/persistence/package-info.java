/** Every table of the pack, the one Liquibase changelog, and the stores behind core's ports. */
@NullMarked
package dev.mfapack.persistence;

import org.jspecify.annotations.NullMarked;
