/** What people, apps and operators see of the pack, on the real server. */
@NullMarked
package dev.mfapack.tests.integration;

import org.jspecify.annotations.NullMarked;
