package dev.mfapack.risk;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
 * The operator's lists in files, read anew within a minute when they have changed. While a changed file cannot be read, what was
 * read before goes on answering; where nothing could ever be read, it is unknown how an address is listed. Thread-safe.
 */
public final class NetworkListFiles implements Reputation {

    /** A look costs a system call for each file. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final Map<Listing, Path> files;
    private final Clock clock;
    private final FileTrouble trouble;
    private State state = new State(Map.of(), null, Instant.MIN);

    public NetworkListFiles(Map<Listing, Path> files, Clock clock, FileTrouble trouble) {
        this.files = Map.copyOf(files);
        this.clock = clock;
        this.trouble = trouble;
    }

    /**
     * @param changed when each file had changed when it was looked at last, readable or not
     * @param lists null as long as nothing could be read
     */
    private record State(
            Map<Listing, FileTime> changed, @Nullable NetworkLists lists, Instant looked) {}

    @Override
    public Observed<Set<Listing>> of(InetAddress address) {
        if (files.isEmpty()) {
            return NONE.of(address);
        }
        NetworkLists lists = lists();
        return lists == null ? Observed.unknown(Why.FILE_UNREADABLE) : lists.of(address);
    }

    private synchronized @Nullable NetworkLists lists() {
        Instant now = clock.instant();
        if (!isFresh(now)) {
            Map<Listing, FileTime> changed = changed();
            state = changed.equals(state.changed)
                    ? new State(changed, state.lists, now)
                    : new State(changed, read(state.lists), now);
        }
        return state.lists;
    }

    /** Not what was looked at in the future, before the clock was set right. */
    private boolean isFresh(Instant now) {
        return !state.looked.equals(Instant.MIN)
                && !now.isBefore(state.looked)
                && now.isBefore(state.looked.plus(LOOK_AGAIN));
    }

    /** Without those that are not there. */
    private Map<Listing, FileTime> changed() {
        Map<Listing, FileTime> changed = new EnumMap<>(Listing.class);
        files.forEach((listing, file) -> {
            try {
                changed.put(listing, Files.getLastModifiedTime(file));
            } catch (IOException e) {
                // It is not there: found out when it is read.
            }
        });
        return changed;
    }

    /** File by file, so that the trouble has a name. */
    private @Nullable NetworkLists read(@Nullable NetworkLists before) {
        List<NetworkLists> read = new ArrayList<>();
        files.forEach((listing, file) -> {
            try {
                read.add(NetworkLists.parse(Map.of(listing, Files.readString(file, StandardCharsets.UTF_8))));
            } catch (IOException e) {
                trouble.notTaken(file, e.toString());
            } catch (IllegalArgumentException e) {
                trouble.notTaken(file, String.valueOf(e.getMessage()));
            }
        });
        return read.size() == files.size() ? NetworkLists.together(read) : before;
    }
}
