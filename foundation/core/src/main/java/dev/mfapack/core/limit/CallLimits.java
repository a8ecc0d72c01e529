package dev.mfapack.core.limit;

import dev.mfapack.core.limit.Permission.Allowed;
import dev.mfapack.core.limit.Permission.Refused;
import dev.mfapack.core.limit.Subject.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The limits of calls: one call before each that changes something. It is one short transaction of its own, so that what was
 * counted stays counted. Thread-safe as its collaborators are.
 */
public final class CallLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * Who calls.
     *
     * @param realmId the realm
     * @param userId for whom; null where no person is known yet
     * @param clientId by which app
     * @param network from where; null where the caller's own place says nothing, as of a service that calls for many
     */
    public record Caller(
            String realmId,
            @Nullable String userId,
            String clientId,
            @Nullable Network network) {}

    private final ThrottleStore store;
    private final CallPolicy policy;
    private final Clock clock;

    public CallLimits(ThrottleStore store, CallPolicy policy, Clock clock) {
        this.store = store;
        this.policy = policy;
        this.clock = clock;
    }

    /** Whether it may call; if so, it is counted. What is refused is not. */
    public Permission beforeCalling(Caller caller) {
        Instant now = clock.instant();
        Map<LimitReason, Subject> subjects = subjects(caller);
        return store.inOneStep(Set.copyOf(subjects.values()), draft -> {
            List<Refused> refusals = new ArrayList<>();
            subjects.forEach((reason, subject) -> {
                Slots slots = slots(draft, subject, now);
                int most = most(reason);
                if (slots.sent(now, MINUTE) >= most) {
                    refusals.add(new Refused(reason, slots.fewerFrom(now, MINUTE, most, false)));
                }
            });
            if (!refusals.isEmpty()) {
                return Permission.longest(refusals);
            }
            subjects.values()
                    .forEach(subject -> draft.put(
                            subject,
                            draft.get(subject).with(slots(draft, subject, now).plusSent(now))));
            return new Allowed(List.of());
        });
    }

    private static Slots slots(Draft<Subject, Tally> draft, Subject subject, Instant now) {
        return draft.get(subject).slots().asOf(now, subject.kind().kept());
    }

    private int most(LimitReason reason) {
        return switch (reason) {
            case CALLS_PERSON -> policy.perPerson();
            case CALLS_CLIENT -> policy.perClient();
            case CALLS_NETWORK -> policy.perNetwork();
            default -> throw new IllegalArgumentException("no limit of calls: " + reason);
        };
    }

    private static Map<LimitReason, Subject> subjects(Caller caller) {
        Map<LimitReason, Subject> subjects = new EnumMap<>(LimitReason.class);
        if (caller.userId() != null) {
            subjects.put(LimitReason.CALLS_PERSON, subject(caller, "person", caller.userId(), caller.userId()));
        }
        subjects.put(LimitReason.CALLS_CLIENT, subject(caller, "client", caller.clientId(), null));
        if (caller.network() != null) {
            subjects.put(
                    LimitReason.CALLS_NETWORK,
                    subject(caller, "network", caller.network().name(), null));
        }
        return subjects;
    }

    private static Subject subject(Caller caller, String of, String value, @Nullable String userId) {
        return new Subject(caller.realmId(), Kind.CALLS, of, value, userId);
    }
}
