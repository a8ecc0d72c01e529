package dev.mfapack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptDataTest {

    @TempDir
    Path folder;

    @Test
    void ports_and_secrets_outlive_a_run() throws IOException, DemoException {
        String secret;
        try (var data = KeptData.open(folder)) {
            assertThat(data.realmPorts()).isEmpty();
            data.rememberRealmPorts(new Ports(1, 2, 3, 4));
            data.rememberRealmTemplate("abc");
            secret = data.secret("pepper");
        }
        try (var data = KeptData.open(folder)) {
            assertThat(data.realmPorts()).contains(new Ports(1, 2, 3, 4));
            assertThat(data.realmTemplate()).contains("abc");
            assertThat(data.secret("pepper")).isEqualTo(secret).isNotEqualTo(data.secret("other"));
        }
    }

    @Test
    void secrets_are_readable_by_the_owner_alone() throws IOException, DemoException {
        try (var data = KeptData.open(folder)) {
            data.secret("pepper");

            assertThat(Files.getPosixFilePermissions(folder.resolve("demo.properties")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void forgetting_leaves_nothing_behind() throws IOException, DemoException {
        try (var data = KeptData.open(folder)) {
            data.rememberRealmPorts(Ports.DEFAULT);
            Files.createDirectories(data.database().getParent());
            Files.writeString(data.database(), "rows");

            data.forget();

            assertThat(data.database()).doesNotExist();
            assertThat(data.realmPorts()).isEmpty();
        }
        try (var data = KeptData.open(folder)) {
            assertThat(data.realmPorts()).isEmpty();
        }
    }

    @Test
    void a_second_demo_on_the_same_data_is_turned_away() throws IOException, DemoException {
        try (var first = KeptData.open(folder)) {
            assertThat(first.realmPorts()).isEmpty();
            assertThatThrownBy(() -> KeptData.open(folder))
                    .isInstanceOf(DemoException.class)
                    .hasMessageContaining("Another bin/demo");
        }
    }
}
