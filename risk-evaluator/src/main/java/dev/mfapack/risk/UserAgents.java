package dev.mfapack.risk;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.Parser;

/**
 * Reads user agents with the parser that Keycloak has. A user agent that is new takes about a millisecond, one that was seen before
 * next to nothing: to be asked after the password is checked. Thread-safe.
 */
public final class UserAgents {

    /** As many as are in use among tens of thousands of people; half a megabyte. */
    private static final int MOST_KEPT = 2_000;

    private final Parser parser = new Parser();
    private final Map<String, UserAgent> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, UserAgent> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /**
     * Reads a header.
     *
     * @return unknown when there is none, or a longer one than {@link UserAgent#LONGEST}: nothing is parsed then
     */
    public Observed<UserAgent> read(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return Observed.unknown(Why.NOT_SENT);
        }
        if (header.length() > UserAgent.LONGEST) {
            return Observed.unknown(Why.TOO_LONG);
        }
        synchronized (kept) {
            UserAgent known = kept.get(header);
            if (known != null) {
                return Observed.of(known);
            }
        }
        UserAgent parsed = parse(header);
        synchronized (kept) {
            kept.put(header, parsed);
        }
        return Observed.of(parsed);
    }

    private UserAgent parse(String header) {
        Client client = parser.parse(header);
        String browser = text(client.userAgent.family);
        String system = text(client.os.family);
        return new UserAgent(
                header,
                browser,
                browser + "/" + version(client.userAgent.major, client.userAgent.minor),
                system,
                system + "/" + version(client.os.major, client.os.minor),
                kind(header, text(client.device.family)));
    }

    private static UserAgent.Kind kind(String header, String device) {
        String lower = header.toLowerCase(Locale.ROOT);
        boolean android = lower.contains("android");
        boolean mobile = lower.contains("mobile");
        if (device.startsWith("iPad") || lower.contains("tablet") || (android && !mobile)) {
            return UserAgent.Kind.TABLET;
        }
        return mobile ? UserAgent.Kind.PHONE : UserAgent.Kind.DESKTOP;
    }

    private static String version(@Nullable String... parts) {
        return Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining("."));
    }

    private static String text(@Nullable String family) {
        return family == null ? "Other" : family;
    }
}
