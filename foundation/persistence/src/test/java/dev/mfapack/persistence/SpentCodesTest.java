package dev.mfapack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
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

/** Two nodes over one database, without the limiter that lets few answers through at once. */
class SpentCodesTest {

    private static final int CALLS = 100;
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private static EmbeddedPostgres postgres;
    private static DataSource h2;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
        Node.makeTables(postgres.getPostgresDatabase());
        JdbcDataSource inMemory = new JdbcDataSource();
        inMemory.setURL("jdbc:h2:mem:spent;DB_CLOSE_DELAY=-1");
        h2 = inMemory;
        Node.makeTables(h2);
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "H2"})
    @DisplayName("I9: of 100 who spend a code at once, on two nodes, one succeeds, and the others are told so")
    void aCodeIsSpentOnce(String name) throws Exception {
        DataSource database = name.equals("H2") ? h2 : postgres.getPostgresDatabase();
        String credential = UUID.randomUUID().toString();
        try (Node one = new Node(database);
                Node other = new Node(database)) {
            List<OptionalInt> outcomes = new ArrayList<>();
            ExecutorService people = Executors.newFixedThreadPool(CALLS);
            try {
                CountDownLatch start = new CountDownLatch(1);
                List<Future<OptionalInt>> futures = new ArrayList<>();
                for (int call = 0; call < CALLS; call++) {
                    SpentCodes codes = codes(call % 2 == 0 ? one : other, "person");
                    futures.add(people.submit(() -> {
                        start.await();
                        return codes.spend(credential, "K7", NOW);
                    }));
                }
                start.countDown();
                for (Future<OptionalInt> future : futures) {
                    outcomes.add(future.get());
                }
            } finally {
                people.shutdownNow();
            }
            assertThat(outcomes).filteredOn(OptionalInt::isPresent).containsExactly(OptionalInt.of(1));
        }
    }

    @Test
    void eachCodeIsSpentOnItsOwnAndTheNumberIsTold() throws Exception {
        try (Node node = new Node(h2)) {
            SpentCodes codes = codes(node, "somebody");
            assertThat(codes.spend("codes", "A1", NOW)).hasValue(1);
            assertThat(codes.spend("codes", "A2", NOW)).hasValue(2);
            assertThat(codes.spend("codes", "A1", NOW)).isEmpty();
            assertThat(codes.spend("newer codes", "A1", NOW)).hasValue(1);
            assertThat(codes(node, "somebody else").spend("codes", "A1", NOW)).hasValue(1);
        }
    }

    @Test
    @DisplayName("what was spent of codes that are long gone is forgotten; of those just replaced it is kept")
    void whatWasSpentOfCodesLongGoneIsForgotten() throws Exception {
        try (Node node = new Node(h2)) {
            for (String credential : List.of("first", "second", "third")) {
                codes(node, "renewer").spend(credential, "A1", NOW);
            }
            codes(node, "another").spend("first", "A1", NOW);
            node.call(em -> {
                new SpentCodes(node, () -> em, "realm", "renewer").forgetAllBut(List.of("second", "third"));
                return true;
            });
            assertThat(codes(node, "renewer").spend("first", "A1", NOW)).hasValue(1);
            assertThat(codes(node, "renewer").spend("second", "A1", NOW)).isEmpty();
            assertThat(codes(node, "another").spend("first", "A1", NOW)).isEmpty();
        }
    }

    private static SpentCodes codes(Node node, String userId) {
        return new SpentCodes(
                node,
                () -> {
                    throw new IllegalStateException("not in a transaction of its own");
                },
                "realm",
                userId);
    }
}
