package dev.mfapack.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7,             203.0.113.0/24",
        "203.0.113.255,           203.0.113.0/24",
        "::ffff:203.0.113.7,      203.0.113.0/24",
        "::FFFF:cb00:7107,        203.0.113.0/24",
        "[2001:db8:0:1::7],       2001:db8:0:1:0:0:0:0/64",
        "2001:db8:0:1:ffff::1,    2001:db8:0:1:0:0:0:0/64",
        "2001:DB8:0:2::,          2001:db8:0:2:0:0:0:0/64",
        "fe80::1%eth0,            fe80:0:0:0:0:0:0:0/64",
        "::1,                     0:0:0:0:0:0:0:0/64",
        "'  127.0.0.1 ',          127.0.0.0/24"
    })
    @DisplayName("F4: a /24 of IPv4, also where it is written as IPv6, and a /64 of IPv6")
    void addressesAreCountedByTheirNetwork(String address, String network) {
        assertThat(Network.of(address).name()).isEqualTo(network);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.org",
                "dead.beef",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.4.",
                "2001:db8::1::2",
                "12345::1",
                ":",
                ":::",
                "1:2:3:4:5:6:7:8:9",
                "cafe:",
                "203.0.113.7:443",
                "203.0.113.7, 198.51.100.1"
            })
    @DisplayName("what is no address is counted together, and no name is ever looked up")
    void whatIsNoAddressIsCountedTogether(String address) {
        assertThat(Network.of(address)).isEqualTo(Network.UNKNOWN);
    }

    @Property
    @Label("F4: two addresses are of one network exactly if their first three bytes are alike")
    void neighboursAreOfOneNetwork(
            @ForAll @IntRange(max = 255) int first,
            @ForAll @IntRange(max = 255) int third,
            @ForAll @IntRange(max = 255) int one,
            @ForAll @IntRange(max = 255) int other) {
        Network network = Network.of("%d.20.%d.%d".formatted(first, third, one));

        assertThat(network).isEqualTo(Network.of("%d.20.%d.%d".formatted(first, third, other)));
        assertThat(network).isNotEqualTo(Network.of("%d.20.%d.%d".formatted(first, (third + 1) % 256, one)));
    }

    @Property
    @Label("whatever somebody writes, a network comes of it")
    void anythingHasANetwork(@ForAll String anything) {
        assertThat(Network.of(anything).name()).isNotEmpty();
    }
}
