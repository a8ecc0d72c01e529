package dev.mfapack.tests.integration;

import dev.mfapack.tests.integration.ApiDescription.Operation;
import dev.mfapack.tests.integration.HostileRequests.Sent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How often what was answered. Safe for several threads. */
final class FuzzTally {

    /** What only the call itself says, and not what stands before it. */
    private static final Set<Integer> OF_THE_CALL = Set.of(400, 404, 409, 410, 413, 415, 422);

    private final Map<String, Map<Integer, LongAdder>> answers = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> behindTheGuard = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> accepted = new ConcurrentHashMap<>();

    /** @param operations all that there are */
    void add(Sent sent, int status, List<Operation> operations) {
        Operation call = sent.call();
        answers.computeIfAbsent(call.id(), it -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(status, it -> new LongAdder())
                .increment();
        if (status < 300) {
            // Another method may be another call; a path that leads to the same call is that call.
            operations.stream()
                    .filter(it -> it.path().equals(call.path()) && sent.text().startsWith(it.method() + " "))
                    .forEach(it -> {
                        count(accepted, it.id());
                        count(accepted, it.id() + " by " + sent.caller().personId());
                    });
        }
        if (!sent.twist().isOnTarget()) {
            return;
        }
        boolean mayCall = sent.caller().kind().mayCall(call.audience());
        if (mayCall && (status < 300 || OF_THE_CALL.contains(status))) {
            count(behindTheGuard, call.id());
        }
    }

    /** How many answers of that call came from the call itself. */
    long behindTheGuard(Operation call) {
        return of(behindTheGuard, call.id());
    }

    /** How many of these calls were accepted, whoever called. */
    long accepted(String... calls) {
        long sum = 0;
        for (String call : calls) {
            sum += of(accepted, call);
        }
        return sum;
    }

    /** How many of these calls of that person were accepted. */
    long acceptedOf(String personId, String... calls) {
        long sum = 0;
        for (String call : calls) {
            sum += of(accepted, call + " by " + personId);
        }
        return sum;
    }

    private static void count(Map<String, LongAdder> counts, String what) {
        counts.computeIfAbsent(what, it -> new LongAdder()).increment();
    }

    private static long of(Map<String, LongAdder> counts, String what) {
        LongAdder count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    /** A line for each call: statuses with their numbers, and how many answers came from behind the guard. */
    @Override
    public String toString() {
        Map<Integer, Long> all = new TreeMap<>();
        answers.values().forEach(of -> of.forEach((status, count) -> all.merge(status, count.sum(), Long::sum)));
        return answers.entrySet().stream()
                        .map(it -> "%-30s %6d behind the guard  %s"
                                .formatted(it.getKey(), of(behindTheGuard, it.getKey()), it.getValue()))
                        .collect(Collectors.joining("\n"))
                + "\nall " + all;
    }
}
