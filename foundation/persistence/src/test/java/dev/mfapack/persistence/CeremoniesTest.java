package dev.mfapack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.persistence.Ceremonies.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CeremoniesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofSeconds(60));

    private Node node;
    private Ceremonies ceremonies;

    @BeforeEach
    void open() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:ceremonies-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Node.makeTables(database);
        node = new Node(database);
        ceremonies = new Ceremonies(node, "realm");
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    @Test
    @DisplayName("W2: a challenge is answered once, and comes back as it was begun")
    void aCeremonyIsTakenOnce() {
        Ceremony begun = begun();

        assertThat(ceremonies.take(begun.id(), NOW)).isEqualTo(new Taken.Now(begun));
        assertThat(ceremonies.take(begun.id(), NOW)).isEqualTo(new Taken.Before());
    }

    @Test
    @DisplayName("I1: of ten answers at once one gets it")
    void oneOfTenGetsIt() {
        Ceremony begun = begun();

        assertThat(IntStream.range(0, 10)
                        .parallel()
                        .mapToObj(answer -> ceremonies.take(begun.id(), NOW))
                        .filter(Taken.Now.class::isInstance))
                .hasSize(1);
    }

    @Test
    void whatIsOverOrAnotherRealmsIsNotThere() {
        Ceremony begun = begun();

        assertThat(ceremonies.take(begun.id(), END.plusMillis(1))).isEqualTo(new Taken.Never());
        assertThat(ceremonies.take("another", NOW)).isEqualTo(new Taken.Never());
        assertThat(new Ceremonies(node, "other").take(begun.id(), NOW)).isEqualTo(new Taken.Never());
        assertThat(ceremonies.take(begun.id(), END)).isInstanceOf(Taken.Now.class);
    }

    @Test
    void nothingIsLeftOfWhatIsOver() {
        Ceremony begun = begun();

        node.call(em -> {
            Ceremonies.deleteExpired(em, END.toEpochMilli() + 1);
            return true;
        });

        assertThat(ceremonies.take(begun.id(), NOW)).isEqualTo(new Taken.Never());
    }

    private Ceremony begun() {
        Ceremony ceremony = new Ceremony(
                UUID.randomUUID().toString(),
                "realm",
                Ceremony.Kind.AUTHENTICATION,
                null,
                "client",
                "example.org",
                "https://example.org",
                "c".repeat(43),
                new KeyBinding("v".repeat(43), null),
                END);
        ceremonies.add(ceremony);
        return ceremony;
    }
}
