package dev.mfapack.core.limit;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The neighbourhood of an address: the first 24 bits of an IPv4 address, the first 64 of an IPv6 address. One customer can
 * use any address of a /64, and a small provider or an office has a /24.
 *
 * @param name {@code 203.0.113.0/24}, {@code 2001:db8:0:1:0:0:0:0/64}, or {@code unknown}
 */
public record Network(String name) {

    /** All addresses that cannot be read, together: what nobody can tell apart is not counted apart. */
    public static final Network UNKNOWN = new Network("unknown");

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.(?!$)|$)){4}");

    /** Whatever begins so and has a colon is never taken for a name, and so never looked up. */
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final int LONGEST = 64;
    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 8;

    /**
     * The network of an address as a server or a proxy gives it. An IPv4 address that is written as IPv6 ({@code
     * ::ffff:203.0.113.7}) is an IPv4 address; brackets and a zone are ignored. Nothing is ever looked up.
     *
     * @return {@link #UNKNOWN} when it is no address
     */
    public static Network of(@Nullable String address) {
        return address(address).map(Network::of).orElse(UNKNOWN);
    }

    /** The network of an address. */
    public static Network of(InetAddress address) {
        boolean four = address instanceof Inet4Address;
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, four ? IPV4_BYTES : IPV6_BYTES, bytes.length, (byte) 0);
        try {
            return new Network(InetAddress.getByAddress(bytes).getHostAddress() + (four ? "/24" : "/64"));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    /** An address as {@link #of(String)} reads it; empty when it is none. */
    public static Optional<InetAddress> address(@Nullable String address) {
        String plain = strip(Objects.requireNonNullElse(address, ""));
        boolean readable = plain.length() <= LONGEST
                && (IPV4.matcher(plain).matches() || IPV6.matcher(plain).matches());
        try {
            return readable ? Optional.of(InetAddress.getByName(plain)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String strip(String address) {
        String bare = address.strip();
        if (bare.startsWith("[") && bare.endsWith("]")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        int zone = bare.indexOf('%');
        return zone < 0 ? bare : bare.substring(0, zone);
    }

    @Override
    public String toString() {
        return name;
    }
}
