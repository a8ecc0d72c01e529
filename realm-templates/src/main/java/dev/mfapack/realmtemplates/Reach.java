package dev.mfapack.realmtemplates;

import java.util.Map;
import java.util.Optional;

/** Whether the administrator who applies a plan could still log in afterwards. Never changes anything. */
public interface Reach {

    /**
     * Looks at the levels that the new flow gives to credential types.
     *
     * @param levels credential type to level
     * @return in words, what would be asked of the caller that the caller has no factor for; empty when nothing would
     */
    Optional<String> beyond(Map<String, Integer> levels);
}
