package dev.mfapack.core.level;

import java.util.Optional;

/** Where the decision learns whether the login serves an open approval. Never throws. */
@FunctionalInterface
public interface ApprovalPort {

    /** Where there are no approvals. */
    ApprovalPort NONE = (realmId, userId) -> Optional.empty();

    /** The level at which it must be confirmed; empty when none is open. */
    Optional<Level> open(String realmId, String userId);
}
