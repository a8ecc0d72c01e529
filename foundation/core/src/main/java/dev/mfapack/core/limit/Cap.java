package dev.mfapack.core.limit;

import dev.mfapack.core.limit.Subject.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * At most so many of something within a time. Each call is one short transaction of its own: what was counted stays counted.
 * Thread-safe as its collaborators are.
 */
public final class Cap {

    private final ThrottleStore store;
    private final Clock clock;

    public Cap(ThrottleStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Whether a person may be told once more; if so, it is counted.
     *
     * @param what sets apart what is counted apart
     * @param window no longer than a day
     */
    public boolean mayTell(String realmId, String userId, String what, int most, Duration window) {
        Subject subject = new Subject(realmId, Kind.NOTICES, what, userId, userId);
        Instant now = clock.instant();
        return store.inOneStep(Set.of(subject), draft -> {
            Tally tally = draft.get(subject);
            Slots slots = tally.slots().asOf(now, subject.kind().kept());
            if (slots.sent(now, window) >= most) {
                return false;
            }
            draft.put(subject, tally.with(slots.plusSent(now)));
            return true;
        });
    }
}
