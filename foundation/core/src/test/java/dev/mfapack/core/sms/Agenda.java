package dev.mfapack.core.sms;

import dev.mfapack.core.limit.MovableClock;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What happens when, in a replay. */
final class Agenda {

    private record Entry(Instant at, long number, Runnable what) {}

    private final MovableClock clock;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::number));
    private long number;

    Agenda(MovableClock clock) {
        this.clock = clock;
    }

    void at(Instant time, Runnable what) {
        entries.add(new Entry(time, number++, what));
    }

    void play() {
        for (Entry next = entries.poll(); next != null; next = entries.poll()) {
            clock.to(next.at());
            next.what().run();
        }
    }
}
