package dev.mfapack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void a_taken_port_is_named_with_what_it_is_for_and_the_option_that_changes_it() throws IOException {
        try (var stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = new Ports(freePort(), stranger.getLocalPort(), freePort(), freePort());

            assertThat(ports.complaints(TakenPorts::isTaken))
                    .containsExactly("Port " + stranger.getLocalPort()
                            + ", meant for the phone page, is taken: choose another with --phone-port.");
        }
    }

    @Test
    void a_program_on_every_address_takes_the_port_too() throws IOException {
        try (var stranger = new ServerSocket(0)) {
            assertThat(TakenPorts.isTaken(stranger.getLocalPort())).isTrue();
        }
    }

    @Test
    void a_free_port_is_not_taken() throws IOException {
        assertThat(TakenPorts.isTaken(freePort())).isFalse();
    }

    @Test
    void all_taken_ports_are_named_at_once() {
        assertThat(Ports.DEFAULT.complaints(port -> true))
                .hasSize(4)
                .anySatisfy(complaint -> assertThat(complaint).contains("8080", "--keycloak-port"))
                .anySatisfy(complaint -> assertThat(complaint).contains("8091", "--app-port"))
                .anySatisfy(complaint -> assertThat(complaint).contains("8025", "--smtp-port"));
    }

    @Test
    void one_port_for_two_things_is_refused() {
        assertThat(new Ports(8080, 8090, 8080, 8025).complaints(port -> false))
                .containsExactly("Port 8080 is meant for Keycloak and for the sample app:"
                        + " choose another with --keycloak-port or --app-port.");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
