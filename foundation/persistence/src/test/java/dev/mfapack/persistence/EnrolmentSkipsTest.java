package dev.mfapack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes over one database. */
class EnrolmentSkipsTest {

    private static final int CALLS = 40;
    private static final int MOST = 3;

    private static EmbeddedPostgres postgres;
    private static DataSource h2;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
        Node.makeTables(postgres.getPostgresDatabase());
        JdbcDataSource inMemory = new JdbcDataSource();
        inMemory.setURL("jdbc:h2:mem:skips;DB_CLOSE_DELAY=-1");
        h2 = inMemory;
        Node.makeTables(h2);
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "H2"})
    @DisplayName("of 40 who skip at once, on two nodes, as many succeed as may")
    void noRaceGivesMoreSkips(String name) throws Exception {
        DataSource database = name.equals("H2") ? h2 : postgres.getPostgresDatabase();
        try (Node one = new Node(database);
                Node other = new Node(database)) {
            List<OptionalInt> outcomes = new ArrayList<>();
            ExecutorService tabs = Executors.newFixedThreadPool(CALLS);
            try {
                CountDownLatch start = new CountDownLatch(1);
                List<Future<OptionalInt>> futures = new ArrayList<>();
                for (int call = 0; call < CALLS; call++) {
                    EnrolmentSkips skips = skips(call % 2 == 0 ? one : other, "person");
                    futures.add(tabs.submit(() -> {
                        start.await();
                        return skips.add(MOST);
                    }));
                }
                start.countDown();
                for (Future<OptionalInt> future : futures) {
                    outcomes.add(future.get());
                }
            } finally {
                tabs.shutdownNow();
            }
            assertThat(outcomes)
                    .filteredOn(OptionalInt::isPresent)
                    .containsExactlyInAnyOrder(OptionalInt.of(1), OptionalInt.of(2), OptionalInt.of(3));
        }
    }

    @Test
    void eachPersonHasTheirOwn() throws Exception {
        try (Node node = new Node(h2)) {
            assertThat(skips(node, "somebody").add(0)).isEmpty();
            assertThat(skips(node, "somebody").add(1)).hasValue(1);
            assertThat(skips(node, "somebody").add(1)).isEmpty();
            assertThat(skips(node, "somebody else").add(1)).hasValue(1);
            int counted = node.call(em -> new EnrolmentSkips(node, () -> em, "realm", "somebody").count());
            int ofAStranger = node.call(em -> new EnrolmentSkips(node, () -> em, "other", "somebody").count());
            assertThat(counted).isEqualTo(1);
            assertThat(ofAStranger).isZero();
        }
    }

    private static EnrolmentSkips skips(Node node, String userId) {
        return new EnrolmentSkips(
                node,
                () -> {
                    throw new IllegalStateException("not in a transaction of its own");
                },
                "realm",
                userId);
    }
}
