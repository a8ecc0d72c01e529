package dev.mfapack.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfapack.risk.Reputation.Listing;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetworkListsTest {

    private final NetworkLists lists = NetworkLists.parse(Map.of(
            Listing.DENY, """
                    # the worst
                    192.0.2.0/24
                    192.0.2.128/25   # within the one above
                    2001:db8:1::/48
                    198.51.100.7
                    """,
            Listing.TOR, "192.0.2.5/32\n10.0.0.0/8\n"));

    @Test
    void networksAndSingleAddressesAreFound() {
        assertThat(of("192.0.2.200")).containsExactly(Listing.DENY);
        assertThat(of("192.0.2.5")).containsExactlyInAnyOrder(Listing.DENY, Listing.TOR);
        assertThat(of("198.51.100.7")).containsExactly(Listing.DENY);
        assertThat(of("198.51.100.8")).isEmpty();
        assertThat(of("10.1.2.3")).containsExactly(Listing.TOR);
        assertThat(of("192.0.3.0")).isEmpty();
        assertThat(of("191.255.255.255")).isEmpty();
    }

    @Test
    void theTwoKindsOfAddressesAreKeptApart() {
        assertThat(of("2001:db8:1:ffff::1")).containsExactly(Listing.DENY);
        assertThat(of("2001:db8:2::1")).isEmpty();
        assertThat(of("::1")).isEmpty();
        assertThat(of("::ffff:192.0.2.9")).containsExactly(Listing.DENY);
    }

    @Test
    void aLineThatIsNoNetworkIsNamed() {
        for (String line :
                new String[] {"192.0.2.0/33", "192.0.2/24", "example.org", "2001:db8::/129", "1.2.3.4/-1", "/24"}) {
            assertThatThrownBy(() -> NetworkLists.parse(Map.of(Listing.VPN, "10.0.0.0/8\n" + line)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("line 2 of vpn is no network");
        }
    }

    private Set<Listing> of(String address) {
        return lists.of(Bench.address(address)).seen().orElseThrow();
    }
}
