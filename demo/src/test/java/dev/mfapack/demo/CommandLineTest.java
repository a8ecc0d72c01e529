package dev.mfapack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void without_options_the_usual_ports_are_taken_and_data_is_kept() {
        assertThat(CommandLine.parse(List.of()))
                .isEqualTo(new CommandLine.Run(new Ports(8080, 8090, 8091, 8025), false));
    }

    @Test
    void every_port_can_be_chosen_with_a_space_or_an_equals_sign() {
        assertThat(CommandLine.parse(
                        List.of("--keycloak-port", "1", "--phone-port=2", "--app-port", "3", "--smtp-port=65535")))
                .isEqualTo(new CommandLine.Run(new Ports(1, 2, 3, 65_535), false));
    }

    @Test
    void fresh_starts_over() {
        assertThat(CommandLine.parse(List.of("--fresh"))).isEqualTo(new CommandLine.Run(Ports.DEFAULT, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "999999", "-1", "http", "", "80a"})
    void what_is_no_port_is_refused_with_the_name_of_the_option(String port) {
        assertThat(CommandLine.parse(List.of("--app-port", port)))
                .isEqualTo(new CommandLine.Unclear("--app-port needs a port from 1 to 65535."));
    }

    @Test
    void an_option_without_its_port_is_refused() {
        assertThat(CommandLine.parse(List.of("--smtp-port")))
                .isEqualTo(new CommandLine.Unclear("--smtp-port needs a port from 1 to 65535."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--frehs", "8080", "--port=1"})
    void an_unknown_option_is_named(String option) {
        assertThat(CommandLine.parse(List.of(option)))
                .isInstanceOfSatisfying(
                        CommandLine.Unclear.class,
                        unclear -> assertThat(unclear.why()).contains(option.replaceAll("=.*", "")));
    }

    @Test
    void fresh_takes_no_value() {
        assertThat(CommandLine.parse(List.of("--fresh=yes"))).isInstanceOf(CommandLine.Unclear.class);
    }
}
