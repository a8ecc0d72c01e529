package dev.mfapack.risk.geo;

import com.maxmind.db.Reader;
import dev.mfapack.risk.FileTrouble;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Why;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One file, mapped into memory, and opened anew when it has changed.
 *
 * <p>A changed file is looked at twice before it is taken: one that is still being written is not. Until then, and when the new one
 * cannot be read, the one before goes on answering.
 */
final class MmdbFile {

    /** Between two looks at the file's time: an update comes once a day at most, and a look costs a system call. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final Path path;
    private final Duration oldest;
    private final Clock clock;
    private final FileTrouble trouble;
    private final AtomicReference<State> state = new AtomicReference<>(State.NEVER);

    /** The latest file that could not be opened: it is tried again at each look, and told once. */
    private volatile @Nullable Stamp told;

    /**
     * @param oldest the age from which the file is no longer believed
     */
    MmdbFile(Path path, Duration oldest, Clock clock, FileTrouble trouble) {
        this.path = path;
        this.oldest = oldest;
        this.clock = clock;
        this.trouble = trouble;
    }

    /**
     * @param reader null when no file could be opened so far
     * @param stamp of the file that {@code reader} maps
     * @param next of a file that has changed since, seen once
     */
    private record State(
            @Nullable Reader reader,
            @Nullable Stamp stamp,
            @Nullable Stamp next,
            Instant looked) {

        static final State NEVER = new State(null, null, null, Instant.MIN);
    }

    private record Stamp(
            FileTime changed, long size, @Nullable Object key) {}

    /** The fields of an address. */
    @SuppressWarnings("unchecked")
    Observed<Map<String, Object>> look(InetAddress address) {
        Reader reader = current().reader;
        if (reader == null) {
            return Observed.unknown(Why.FILE_UNREADABLE);
        }
        if (age(reader).compareTo(oldest) > 0) {
            return Observed.unknown(Why.FILE_TOO_OLD);
        }
        if (address instanceof Inet6Address && reader.getMetadata().ipVersion() == IPV4) {
            return Observed.unknown(Why.NOT_LISTED);
        }
        try {
            Map<String, Object> fields = reader.get(address, Map.class);
            return fields == null ? Observed.unknown(Why.NOT_LISTED) : Observed.of(fields);
        } catch (IOException | RuntimeException | InternalError | StackOverflowError e) {
            // An InternalError is what Java makes of a mapped file that was cut off below its reader; a file that was
            // written over may hold a pointer to itself.
            return Observed.unknown(Why.FILE_UNREADABLE);
        }
    }

    /** A file of this version lists no IPv6 address, and its reader throws for one. */
    private static final int IPV4 = 4;

    private Duration age(Reader reader) {
        return Duration.between(reader.getMetadata().buildTime(), clock.instant());
    }

    private State current() {
        State now = state.get();
        Instant time = clock.instant();
        if (isFresh(now, time)) {
            return now;
        }
        // The first one opens the file while others wait; later on others go on with the one before.
        return now.reader == null ? opened(time) : again(now, time);
    }

    /** Not what was looked at in the future, before the clock was set right. */
    private static boolean isFresh(State now, Instant time) {
        return !now.looked.equals(Instant.MIN)
                && !time.isBefore(now.looked)
                && time.isBefore(now.looked.plus(LOOK_AGAIN));
    }

    private synchronized State opened(Instant time) {
        State now = state.get();
        if (now.reader != null || isFresh(now, time)) {
            return now;
        }
        State next = look(new State(null, now.stamp, now.next, time));
        state.set(next);
        return next;
    }

    private State again(State now, Instant time) {
        State claimed = new State(now.reader, now.stamp, now.next, time);
        if (!state.compareAndSet(now, claimed)) {
            return state.get();
        }
        State next = look(claimed);
        state.set(next);
        return next;
    }

    private State look(State before) {
        Stamp stamp = stamp();
        if (stamp == null || stamp.equals(before.stamp)) {
            return new State(before.reader, before.stamp, null, before.looked);
        }
        boolean settled = before.reader == null || stamp.equals(before.next);
        if (!settled) {
            return new State(before.reader, before.stamp, stamp, before.looked);
        }
        Reader opened = open(stamp);
        // The one before is not closed: others may be reading it. It is unmapped when nobody does.
        return opened == null
                ? new State(before.reader, before.stamp, stamp, before.looked)
                : new State(opened, stamp, null, before.looked);
    }

    private @Nullable Stamp stamp() {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable Reader open(Stamp stamp) {
        try {
            return new Reader(path.toFile(), Reader.FileMode.MEMORY_MAPPED);
        } catch (IOException | RuntimeException | InternalError e) {
            if (!stamp.equals(told)) {
                told = stamp;
                trouble.notTaken(path, String.valueOf(e.getMessage()));
            }
            return null;
        }
    }
}
