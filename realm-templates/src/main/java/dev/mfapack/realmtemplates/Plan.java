package dev.mfapack.realmtemplates;

import java.util.List;

/**
 * What the installer would do to a realm.
 *
 * @param digest stands for this plan on this realm: it is another one as soon as either is
 * @param changes in the order in which they are made; empty when the realm is as it should be
 * @param warnings what an administrator should know before
 */
public record Plan(String digest, List<Change> changes, List<String> warnings) {

    public Plan {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }
}
