/**
 * The realm template, and the installer: it brings the template's flows and what belongs to them into a realm that is in use,
 * and takes them out again.
 */
@NullMarked
package dev.mfapack.realmtemplates;

import org.jspecify.annotations.NullMarked;
