package dev.mfapack.risk.geo;

import dev.mfapack.risk.FileTrouble;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Place;
import dev.mfapack.risk.Places;
import dev.mfapack.risk.Provider;
import dev.mfapack.risk.Why;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Places and providers from the operator's files, in the layouts of GeoIP2 and GeoLite2, DB-IP and ip-location-db. The files are
 * mapped into memory, and opened anew within a minute when they were replaced. Replace them by renaming: a file that is overwritten in
 * place may be read while it is half written, and yields "unknown" then. Thread-safe.
 */
public final class MmdbPlaces implements Places {

    /** After a year so many networks have moved that a place is more often wrong than of use. */
    public static final Duration OLDEST = Duration.ofDays(365);

    private final @Nullable MmdbFile places;
    private final @Nullable MmdbFile providers;

    /**
     * @param places file of countries or cities; empty when there is none
     * @param providers file of autonomous systems; empty when there is none
     */
    public MmdbPlaces(Optional<Path> places, Optional<Path> providers, Clock clock, FileTrouble trouble) {
        this.places = places.map(it -> new MmdbFile(it, OLDEST, clock, trouble)).orElse(null);
        this.providers =
                providers.map(it -> new MmdbFile(it, OLDEST, clock, trouble)).orElse(null);
    }

    @Override
    public Observed<Place> place(InetAddress address) {
        return look(places, address, Layout::place);
    }

    @Override
    public Observed<Provider> provider(InetAddress address) {
        return look(providers, address, Layout::provider);
    }

    private static <T> Observed<T> look(
            @Nullable MmdbFile file, InetAddress address, Function<Map<?, ?>, Optional<T>> read) {
        if (file == null) {
            return Observed.unknown(Why.NOT_CONFIGURED);
        }
        if (isPrivate(address)) {
            return Observed.unknown(Why.PRIVATE_ADDRESS);
        }
        Observed<Map<String, Object>> fields = file.look(address);
        return fields instanceof Observed.Seen<Map<String, Object>> seen
                ? read.apply(seen.value())
                        .<Observed<T>>map(Observed::of)
                        .orElseGet(() -> Observed.unknown(Why.NOT_LISTED))
                : Observed.unknown(fields.reason().orElse(Why.FILE_UNREADABLE));
    }

    /** RFC 1918 and 4193 networks, the machine itself, links, and the shared space of RFC 6598. */
    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean unique = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
        return unique
                || shared
                || address.isSiteLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress();
    }
}
