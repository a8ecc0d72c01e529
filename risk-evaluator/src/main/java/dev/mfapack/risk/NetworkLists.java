package dev.mfapack.risk;

import dev.mfapack.core.limit.Network;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operator's lists, in memory. Immutable; a look-up is one binary search for each list, however long. */
public final class NetworkLists implements Reputation {

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private final Map<Listing, List<Range>> lists;

    private NetworkLists(Map<Listing, List<Range>> lists) {
        this.lists = lists;
    }

    /**
     * Reads lists: a network in CIDR notation or a single address to a line; blank lines, and what follows a {@code #}, say
     * nothing.
     *
     * @throws IllegalArgumentException for a line that is no network, with its number
     */
    public static NetworkLists parse(Map<Listing, String> texts) {
        Map<Listing, List<Range>> lists = new EnumMap<>(Listing.class);
        texts.forEach((listing, text) -> lists.put(listing, merged(ranges(listing, text))));
        return new NetworkLists(lists);
    }

    /** Those of all of them, each of which holds other lists. */
    static NetworkLists together(List<NetworkLists> parts) {
        Map<Listing, List<Range>> lists = new EnumMap<>(Listing.class);
        parts.forEach(part -> lists.putAll(part.lists));
        return new NetworkLists(lists);
    }

    @Override
    public Observed<Set<Listing>> of(InetAddress address) {
        Set<Listing> found = EnumSet.noneOf(Listing.class);
        boolean six = address.getAddress().length * Byte.SIZE == IPV6_BITS;
        BigInteger number = new BigInteger(1, address.getAddress());
        lists.forEach((listing, ranges) -> {
            if (holds(ranges, six, number)) {
                found.add(listing);
            }
        });
        return Observed.of(found);
    }

    private record Range(boolean six, BigInteger first, BigInteger last) {

        static final Comparator<Range> ORDER = Comparator.comparing(Range::six).thenComparing(Range::first);
    }

    private static boolean holds(List<Range> ranges, boolean six, BigInteger number) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Range range = ranges.get(middle);
            int side = Boolean.compare(six, range.six);
            if (side < 0 || (side == 0 && number.compareTo(range.first) < 0)) {
                high = middle - 1;
            } else if (side > 0 || number.compareTo(range.last) > 0) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    private static List<Range> ranges(Listing listing, String text) {
        List<Range> ranges = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                String where = "line " + (at + 1) + " of " + Names.of(listing);
                ranges.add(range(line).orElseThrow(() -> new IllegalArgumentException(where + " is no network")));
            }
        }
        return ranges;
    }

    private static Optional<Range> range(String line) {
        int slash = line.indexOf('/');
        String bits = slash < 0 ? "" : line.substring(slash + 1);
        if (slash >= 0 && !bits.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        return Network.address(slash < 0 ? line : line.substring(0, slash)).flatMap(address -> {
            int length = address.getAddress().length * Byte.SIZE;
            int prefix = bits.isEmpty() ? length : Integer.parseInt(bits);
            if (prefix > length) {
                return Optional.empty();
            }
            BigInteger rest = BigInteger.ONE.shiftLeft(length - prefix).subtract(BigInteger.ONE);
            BigInteger first = new BigInteger(1, address.getAddress()).andNot(rest);
            return Optional.of(new Range(length > IPV4_BITS, first, first.or(rest)));
        });
    }

    /** Ordered, and none within another, so that a binary search finds what there is. */
    private static List<Range> merged(List<Range> ranges) {
        ranges.sort(Range.ORDER);
        List<Range> merged = new ArrayList<>();
        for (Range range : ranges) {
            Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last.six == range.six && range.first.compareTo(last.last) <= 0) {
                merged.set(merged.size() - 1, new Range(last.six, last.first, last.last.max(range.last)));
            } else {
                merged.add(range);
            }
        }
        return List.copyOf(merged);
    }
}
