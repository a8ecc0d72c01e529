package dev.mfapack.core.limit;

import dev.mfapack.core.limit.Permission.Allowed;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/**
 * The one limiter: one call before a code is sent, one before an answer is compared, whichever the factor and the door. SMS
 * has more rules; its first call is {@code SmsGuard#mayLeave}, which holds these as well.
 *
 * <p>Each call is one short transaction of its own. When the store cannot be reached it throws, and nothing may be sent or
 * compared. Thread-safe as its collaborators are.
 */
public final class Limits {

    private final ThrottleStore store;
    private final SendRules rules;
    private final Clock clock;

    public Limits(ThrottleStore store, SendRules rules, Clock clock) {
        this.store = store;
        this.rules = rules;
        this.clock = clock;
    }

    /** Whether a code may be sent; if so, it is counted. */
    public Permission beforeSending(SendRequest request) {
        Instant now = clock.instant();
        return store.inOneStep(rules.subjects(request), draft -> {
            Permission permission = rules.permission(request, draft, now);
            if (permission instanceof Allowed) {
                rules.count(request, draft, now);
            }
            return permission;
        });
    }

    /**
     * Whether an answer may be compared (T2, T3); if so, it counts as a wrong one until {@link #answeredRight} or {@link
     * #notCompared} says otherwise.
     */
    public Comparison beforeComparing(Holder holder) {
        Instant now = clock.instant();
        return store.inOneStep(Set.of(holder.answers()), draft -> AnswerLadder.compare(draft, holder.answers(), now));
    }

    /**
     * The answer was right, and was a code that had been sent.
     *
     * @param sent what was asked before sending
     * @param sentAt when the code was made
     */
    public void answeredRight(SendRequest sent, Instant sentAt) {
        Instant now = clock.instant();
        store.inOneStep(rules.subjectsOfAnswer(sent), draft -> {
            rules.verified(sent, sentAt, draft, now);
            return true;
        });
    }

    /** The answer was right, to something that nothing was sent for. */
    public void answeredRight(Holder holder) {
        clear(holder);
    }

    /** There was nothing to compare the answer with: the code had expired or was used. Takes the count back. */
    public void notCompared(Holder holder) {
        store.inOneStep(Set.of(holder.answers()), draft -> {
            AnswerLadder.giveBack(draft, holder.answers());
            return true;
        });
    }

    /** The factor was bound anew, or an administrator lifts its lock. */
    public void boundAnew(Holder holder) {
        clear(holder);
    }

    private void clear(Holder holder) {
        store.inOneStep(Set.of(holder.answers()), draft -> {
            AnswerLadder.clear(draft, holder.answers());
            return true;
        });
    }
}
