package dev.mfapack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.persistence.Recovery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecoveriesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofHours(24));
    private static final String HASH = "0123456789abcdef".repeat(4);

    private Node node;
    private Recoveries recoveries;

    @BeforeEach
    void open() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:recoveries-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Node.makeTables(database);
        node = new Node(database);
        recoveries = new Recoveries(node, "realm");
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    @Test
    void eachStepIsTakenOnceAndInOrder() {
        String id = requested();

        assertThat(recoveries.use(id, NOW)).as("no link yet").isFalse();
        assertThat(recoveries.open(id, "second", HASH, NOW, END)).isTrue();
        assertThat(recoveries.open(id, "third", HASH, NOW, END)).isFalse();
        assertThat(recoveries.finish(id, NOW)).as("not used yet").isFalse();
        assertThat(recoveries.use(id, NOW)).isTrue();
        assertThat(recoveries.use(id, NOW)).isFalse();
        assertThat(recoveries.finish(id, NOW)).isTrue();
        assertThat(recoveries.cancel(id, NOW)).as("over").isFalse();
        assertThat(recoveries.find(id)).hasValueSatisfying(done -> {
            assertThat(done.state()).isEqualTo(State.DONE);
            assertThat(done.approvedBy()).isEqualTo("second");
        });
        assertThat(recoveries.byTokenHash(HASH)).isPresent();
    }

    @Test
    @DisplayName("of ten who press the button at once one gets on")
    void theLinkIsUsedOnce() {
        String id = requested();
        recoveries.open(id, null, HASH, NOW, END);

        assertThat(IntStream.range(0, 10).parallel().filter(call -> recoveries.use(id, NOW)))
                .hasSize(1);
    }

    @Test
    void nothingGoesOnAfterItsEnd() {
        String id = requested();

        assertThat(recoveries.open(id, null, HASH, END.plusMillis(1), END)).isFalse();
        recoveries.open(id, null, HASH, NOW, END);
        assertThat(recoveries.use(id, END.plusMillis(1))).isFalse();
        assertThat(recoveries.live(null, END, 10)).hasSize(1);
        assertThat(recoveries.live(null, END.plusMillis(1), 10)).isEmpty();
        assertThat(recoveries.use(id, END)).isTrue();
    }

    @Test
    void anotherRealmOrPersonSeesNothing() {
        String id = requested();

        assertThat(new Recoveries(node, "other").find(id)).isEmpty();
        assertThat(new Recoveries(node, "other").cancel(id, NOW)).isFalse();
        assertThat(recoveries.live("somebody else", NOW, 10)).isEmpty();
        assertThat(recoveries.live("person", NOW, 10)).hasSize(1);
        assertThat(recoveries.cancel(id, NOW)).isTrue();
        assertThat(recoveries.live("person", NOW, 10)).isEmpty();
    }

    private String requested() {
        String id = UUID.randomUUID().toString();
        recoveries.add(new Recovery(id, "realm", "person", State.REQUESTED, "first", null, NOW, END));
        return id;
    }
}
