package dev.mfapack.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * To which of a person's addresses a notice goes (NIST SP 800-63B-4 section 4.6): all that are validated, the longest bound first.
 *
 * @param addresses at most {@value #MOST}
 * @param onlyRecent whether none of them was bound more than 72 hours ago: then whoever bound it may be the one of whom the
 *     person should be told, and the notice does not count as told
 */
public record Receivers(List<String> addresses, boolean onlyRecent) {

    /** A person's account, and a mailbox or two for codes; many more would be somebody's means to have mails sent. */
    public static final int MOST = 5;

    /** Who has taken an account over and put their own address to it, has had it for less long than this when they add a factor. */
    public static final Duration RECENT = Duration.ofDays(3);

    /**
     * A validated address.
     *
     * @param value as mails are sent to it
     * @param boundAt when it was bound; {@link Instant#EPOCH} when that is longer ago than anybody remembers
     */
    public record Bound(String value, Instant boundAt) {}

    public Receivers {
        addresses = List.copyOf(addresses);
    }

    /** Of these addresses, of which one may stand there twice. */
    public static Receivers of(Collection<Bound> validated, Instant now) {
        Map<String, Bound> distinct = new LinkedHashMap<>();
        validated.stream()
                .sorted(Comparator.comparing(Bound::boundAt))
                .forEach(bound -> distinct.putIfAbsent(bound.value().toLowerCase(Locale.ROOT), bound));
        return new Receivers(
                distinct.values().stream().map(Bound::value).limit(MOST).toList(),
                !distinct.isEmpty()
                        && distinct.values().stream()
                                .allMatch(bound -> bound.boundAt().isAfter(now.minus(RECENT))));
    }

    @Override
    public String toString() {
        return "Receivers[" + addresses.size() + "]";
    }
}
