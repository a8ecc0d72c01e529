package dev.mfapack.core.limit;

import dev.mfapack.core.challenge.CodePolicy;
import dev.mfapack.core.limit.Permission.Allowed;
import dev.mfapack.core.limit.Permission.Refused;
import dev.mfapack.core.limit.Subject.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules that hold for messages of every factor: F3, F4 and F5. They read and change a draft, so that a factor with more
 * rules can apply all of them in one step. Immutable and thread-safe.
 */
public final class SendRules {

    /** After it no code is under way any more: the next message begins a new ladder. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

    private final List<Rule> rules;
    private final CodePolicy codes;

    public SendRules(LimitPolicy policy, CodePolicy codes) {
        this.rules = policy.rules();
        this.codes = codes;
    }

    /** Whose tallies {@link #permission} and {@link #count} need. */
    public Set<Subject> subjects(SendRequest request) {
        Subject byKind = request.verifiedBefore() ? request.holder().answers() : request.origin();
        return Set.of(request.person(), request.number(), request.ladder(), byKind);
    }

    /** Whose tallies {@link #verified} needs. */
    public Set<Subject> subjectsOfAnswer(SendRequest sent) {
        Set<Subject> always = Set.of(sent.holder().answers(), sent.ladder());
        return sent.verifiedBefore()
                ? always
                : Stream.concat(always.stream(), Stream.of(sent.origin())).collect(Collectors.toSet());
    }

    /** Whether the message may leave. Of several rules that refuse, the one that refuses longest is named. */
    public Permission permission(SendRequest request, Draft<Subject, Tally> draft, Instant now) {
        List<Refused> refusals = new ArrayList<>();
        for (Rule rule : rules) {
            refuse(rule, request, draft, now, refusals);
        }
        waitOfLadder(request, draft, now, refusals);
        disabled(request, draft, refusals);
        return refusals.isEmpty() ? new Allowed(List.of()) : Permission.longest(refusals);
    }

    private static void refuse(
            Rule rule, SendRequest request, Draft<Subject, Tally> draft, Instant now, List<Refused> refusals) {
        if (rule.unverifiedOnly() && request.verifiedBefore()) {
            return;
        }
        Slots slots = current(subject(rule.countedBy(), request), draft, now).slots();
        int count = rule.unverifiedOnly() ? slots.unverified(now, rule.window()) : slots.sent(now, rule.window());
        if (count >= rule.limit()) {
            Instant until = slots.fewerFrom(now, rule.window(), rule.limit(), rule.unverifiedOnly());
            refusals.add(new Refused(rule.reason(), until));
        }
    }

    /** F5, across challenges: to begin the login again is no way round the wait. */
    private void waitOfLadder(SendRequest request, Draft<Subject, Tally> draft, Instant now, List<Refused> refusals) {
        Tally ladder = draft.get(request.ladder());
        if (request.lastOneFailed() || ladder.count() == 0) {
            return;
        }
        Duration wait = codes.waitAfter(ladder.count());
        Instant until = ladder.at().plus(wait);
        boolean clockWasSetBack = until.isAfter(now.plus(wait));
        if (until.isAfter(now) && !clockWasSetBack) {
            refusals.add(new Refused(LimitReason.RESEND_WAIT, until));
        }
    }

    /** T2: a code that cannot be answered is not sent; one that binds the factor anew is. */
    private static void disabled(SendRequest request, Draft<Subject, Tally> draft, List<Refused> refusals) {
        if (request.verifiedBefore()
                && AnswerLadder.isDisabled(draft, request.holder().answers())) {
            refusals.add(new Refused(LimitReason.FACTOR_DISABLED, null));
        }
    }

    /** Counts a message that leaves. */
    public void count(SendRequest request, Draft<Subject, Tally> draft, Instant now) {
        addTo(request.person(), draft, now);
        addTo(request.number(), draft, now);
        if (!request.verifiedBefore()) {
            addTo(request.origin(), draft, now);
        }
        Tally ladder = draft.get(request.ladder());
        int before = isOver(ladder, now) ? 0 : ladder.count();
        draft.put(request.ladder(), ladder.with(before + 1, now));
    }

    private boolean isOver(Tally ladder, Instant now) {
        if (ladder.count() == 0) {
            return true;
        }
        Duration wait = codes.waitAfter(ladder.count());
        Duration quiet = wait.compareTo(LONGEST_LIFE) > 0 ? wait : LONGEST_LIFE;
        return !now.isBefore(ladder.at().plus(quiet));
    }

    /** The code came back: its message is no longer an unverified one, and wrong answers and waits before it are forgotten. */
    public void verified(SendRequest sent, Instant sentAt, Draft<Subject, Tally> draft, Instant now) {
        AnswerLadder.clear(draft, sent.holder().answers());
        if (draft.get(sent.ladder()).count() > 0) {
            draft.put(sent.ladder(), Tally.none(Kind.LADDER));
        }
        if (!sent.verifiedBefore()) {
            Tally origin = current(sent.origin(), draft, now);
            draft.put(sent.origin(), origin.with(origin.slots().plusVerified(sentAt)));
        }
    }

    private static void addTo(Subject subject, Draft<Subject, Tally> draft, Instant now) {
        Tally tally = current(subject, draft, now);
        draft.put(subject, tally.with(tally.slots().plusSent(now)));
    }

    private static Tally current(Subject subject, Draft<Subject, Tally> draft, Instant now) {
        Tally tally = draft.get(subject);
        return tally.with(tally.slots().asOf(now, subject.kind().kept()));
    }

    private static Subject subject(Kind kind, SendRequest request) {
        return switch (kind) {
            case PERSON -> request.person();
            case DESTINATION -> request.number();
            case NETWORK -> request.origin();
            case LADDER -> request.ladder();
            case ANSWERS -> request.holder().answers();
            case NOTICES, CALLS -> throw new IllegalArgumentException("no rule about codes counts " + kind);
        };
    }
}
