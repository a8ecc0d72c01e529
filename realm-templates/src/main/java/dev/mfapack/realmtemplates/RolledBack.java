package dev.mfapack.realmtemplates;

import java.util.List;

/**
 * What was put back.
 *
 * @param changes in the order in which they were made
 * @param warnings what was left as it is, and what remains to be done by hand
 */
public record RolledBack(List<Change> changes, List<String> warnings) {

    public RolledBack {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }
}
