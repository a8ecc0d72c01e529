package dev.mfapack.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.risk.Reputation.Listing;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkListFilesTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    private Path folder;

    private final Hand clock = new Hand();
    private final List<String> told = new ArrayList<>();
    private Path deny;
    private InetAddress listed;

    @BeforeEach
    void file() throws Exception {
        deny = folder.resolve("deny.txt");
        listed = InetAddress.getByName("203.0.113.9");
    }

    @Test
    void withoutFilesNothingIsListed() {
        assertThat(new NetworkListFiles(Map.of(), clock, FileTrouble.UNHEARD).of(listed))
                .isEqualTo(Observed.of(Set.of()));
    }

    @Test
    void aFileThatIsNotThereIsUnknownUntilItIs() throws Exception {
        NetworkListFiles lists = lists();

        assertThat(lists.of(listed)).isEqualTo(Observed.unknown(Why.FILE_UNREADABLE));

        write("203.0.113.0/24");
        clock.now = clock.now.plus(NetworkListFiles.LOOK_AGAIN);
        assertThat(lists.of(listed)).isEqualTo(Observed.of(Set.of(Listing.DENY)));
    }

    @Test
    void aChangedFileIsReadAnewAndABrokenOneLeavesTheOneBefore() throws Exception {
        write("203.0.113.0/24");
        NetworkListFiles lists = lists();
        assertThat(lists.of(listed)).isEqualTo(Observed.of(Set.of(Listing.DENY)));

        assertThat(told).isEmpty();
        write("198.51.100.0/24\nno network");
        for (int look = 0; look < 3; look++) {
            clock.now = clock.now.plus(NetworkListFiles.LOOK_AGAIN);
            assertThat(lists.of(listed)).isEqualTo(Observed.of(Set.of(Listing.DENY)));
        }
        assertThat(told).as("once for each change").containsExactly(deny + ": line 2 of deny is no network");

        write("198.51.100.0/24");
        assertThat(lists.of(listed)).as("not looked at yet").isEqualTo(Observed.of(Set.of(Listing.DENY)));
        clock.now = clock.now.plus(NetworkListFiles.LOOK_AGAIN);
        assertThat(lists.of(listed)).isEqualTo(Observed.of(Set.of()));

        Files.delete(deny);
        clock.now = clock.now.plus(NetworkListFiles.LOOK_AGAIN);
        assertThat(lists.of(InetAddress.getByName("198.51.100.1"))).isEqualTo(Observed.of(Set.of(Listing.DENY)));
    }

    @Test
    void listsOfSeveralFilesAreLookedUpTogether() throws Exception {
        write("203.0.113.0/24");
        Path vpn = Files.writeString(folder.resolve("vpn.txt"), "203.0.113.9");

        assertThat(new NetworkListFiles(Map.of(Listing.DENY, deny, Listing.VPN, vpn), clock, FileTrouble.UNHEARD)
                        .of(listed))
                .isEqualTo(Observed.of(Set.of(Listing.DENY, Listing.VPN)));
    }

    @Test
    void aClockThatIsSetBackHidesNoChange() throws Exception {
        write("203.0.113.0/24");
        NetworkListFiles lists = lists();
        clock.now = clock.now.plus(Duration.ofDays(2));
        assertThat(lists.of(listed)).isEqualTo(Observed.of(Set.of(Listing.DENY)));

        write("198.51.100.0/24");
        clock.now = clock.now.minus(Duration.ofDays(2));

        assertThat(lists.of(listed)).isEqualTo(Observed.of(Set.of()));
    }

    private NetworkListFiles lists() {
        return new NetworkListFiles(Map.of(Listing.DENY, deny), clock, (file, why) -> told.add(file + ": " + why));
    }

    /** Each time as if a second later: file systems tell no less. */
    private void write(String text) throws Exception {
        Files.writeString(deny, text);
        Files.setLastModifiedTime(deny, FileTime.from(BEGIN.plus(Duration.ofSeconds(++clock.writes))));
    }

    private static final class Hand extends Clock {

        private Instant now = BEGIN;
        private long writes;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
