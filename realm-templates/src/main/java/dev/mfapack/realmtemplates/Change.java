package dev.mfapack.realmtemplates;

import org.jspecify.annotations.Nullable;

/**
 * One thing that the installer changes in a realm.
 *
 * @param what the kind of thing, in words
 * @param where its name
 * @param before its value so far; null when it was not there
 * @param after its value from then on; null when it is taken away
 * @param why what it is needed for
 */
public record Change(
        String what,
        String where,
        @Nullable String before,
        @Nullable String after,
        String why) {}
