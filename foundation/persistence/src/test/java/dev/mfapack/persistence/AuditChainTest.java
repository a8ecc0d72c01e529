package dev.mfapack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditRecord.Origin;
import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.audit.chain.ChainVerifier;
import dev.mfapack.core.audit.chain.CheckpointSigner;
import dev.mfapack.core.audit.chain.Entry;
import dev.mfapack.core.audit.chain.Finding;
import dev.mfapack.core.audit.chain.PublicKeys;
import dev.mfapack.core.audit.chain.Report;
import dev.mfapack.core.audit.chain.SealedBatch;
import dev.mfapack.core.audit.chain.SignatureAlgorithm;
import dev.mfapack.persistence.AuditChain.Head;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two nodes that seal over one database, PostgreSQL as people run it and H2 as the demo does; each test has a realm of its own. */
@DisplayName("I5: the chain verifies, whatever nodes and clocks do")
class AuditChainTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final KeyPair KEY = key();
    private static final CheckpointSigner SIGNER =
            new CheckpointSigner(SignatureAlgorithm.EdDSA, KEY.getPrivate(), KEY.getPublic());

    private record Cluster(String name, Node one, Node other) {

        static Cluster over(String name, DataSource database) throws Exception {
            Node.makeTables(database);
            return new Cluster(name, new Node(database), new Node(database));
        }

        AuditChain chain(Node node, Instant now) {
            return new AuditChain(node, Clock.fixed(now, ZoneOffset.UTC));
        }

        AuditChain chain() {
            return chain(one, NOW);
        }

        void record(String realm, Instant time, String person, int rows) {
            one.call(em -> {
                for (int row = 0; row < rows; row++) {
                    em.persist(new AuditEventEntity(event(realm, time.plusMillis(row), person)));
                }
                return rows;
            });
        }

        Report verify(String realm) {
            ChainVerifier verifier = new ChainVerifier(realm, PublicKeys.of(List.of(KEY.getPublic())), List.of());
            long last = 0;
            for (AuditChain.Stored stored : chain().batches(realm, 0, 1000)) {
                SealedBatch batch = SealedBatch.parse(stored.jws(), stored.list());
                verifier.batch(batch);
                chain().rows(
                                realm,
                                stored.number(),
                                batch.entries().stream().map(Entry::id).toList())
                        .forEach(verifier::row);
                last = stored.number();
            }
            chain().strays(realm, last, Long.MAX_VALUE).forEach(stray -> verifier.rowOf(stray.batch(), stray.row()));
            chain().unsealed(realm, "", 1000).forEach(verifier::unsealed);
            return verifier.finish();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static EmbeddedPostgres postgres;
    private static final List<Cluster> CLUSTERS = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        CLUSTERS.add(Cluster.over("PostgreSQL", postgres.getPostgresDatabase()));
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:audit-chain;DB_CLOSE_DELAY=-1");
        CLUSTERS.add(Cluster.over("H2", h2));
    }

    @AfterAll
    static void stop() throws Exception {
        for (Cluster cluster : CLUSTERS) {
            cluster.one().close();
            cluster.other().close();
        }
        postgres.close();
    }

    static Stream<Cluster> clusters() {
        return CLUSTERS.stream();
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void rowsAreSealedOnceEachAndNothingIsLeft(Cluster cluster) {
        String realm = UUID.randomUUID().toString();
        cluster.record(realm, NOW, "paul", AuditChain.MOST_ROWS + 5);
        assertThat(cluster.chain().realmsToSeal()).contains(realm);

        assertThat(cluster.chain().seal(realm, null, SIGNER)).isPresent();
        Head end = cluster.chain().seal(realm, null, SIGNER).orElseThrow();

        assertThat(end.checkpoint().rows()).isEqualTo(5);
        assertThat(cluster.chain().seal(realm, null, SIGNER)).isEmpty();
        assertThat(cluster.chain().realmsToSeal()).doesNotContain(realm);
        Report report = cluster.verify(realm);
        assertThat(report.findings()).isEmpty();
        assertThat(report.rows()).isEqualTo(AuditChain.MOST_ROWS + 5);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void twoNodesThatSealAtOnceMakeOneChain(Cluster cluster) throws Exception {
        String realm = UUID.randomUUID().toString();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (Node node : List.of(cluster.one(), cluster.other())) {
                work.add(threads.submit(() -> {
                    for (int round = 0; round < 60; round++) {
                        cluster.chain(node, NOW).seal(realm, null, SIGNER);
                    }
                }));
            }
            work.add(threads.submit(() -> {
                for (int round = 0; round < 60; round++) {
                    cluster.record(realm, NOW.plusMillis(round), "paul", 3);
                }
            }));
            for (Future<?> done : work) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        cluster.chain().seal(realm, null, SIGNER);

        Report report = cluster.verify(realm);
        assertThat(report.findings()).isEmpty();
        assertThat(report.rows()).isEqualTo(180);
        assertThat(report.unsealed()).isZero();
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void aClockThatStepsBackAnHourAndARowThatComesLateDoNotMatter(Cluster cluster) {
        String realm = UUID.randomUUID().toString();
        cluster.record(realm, NOW, "paul", 3);
        cluster.chain(cluster.one(), NOW).seal(realm, null, SIGNER);
        Instant before = NOW.minus(Duration.ofHours(1));
        cluster.record(realm, before, "paul", 3);
        cluster.chain(cluster.other(), before).seal(realm, null, SIGNER);

        Report report = cluster.verify(realm);
        assertThat(report.findings()).isEmpty();
        assertThat(report.lastBatch()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void aNodeThatDiesMidBatchLeavesNothingBehind(Cluster cluster) {
        String realm = UUID.randomUUID().toString();
        cluster.record(realm, NOW, "paul", 3);
        ShortTransactions dying = new ShortTransactions() {
            @Override
            public <T> T call(Function<EntityManager, T> work) {
                return cluster.one().call(em -> {
                    T done = work.apply(em);
                    em.flush();
                    throw new IllegalStateException("killed, and with it " + done);
                });
            }
        };
        assertThat(Optional.ofNullable(failure(
                        () -> new AuditChain(dying, Clock.fixed(NOW, ZoneOffset.UTC)).seal(realm, null, SIGNER))))
                .isPresent();
        assertThat(cluster.chain().batches(realm, 0, 10)).isEmpty();

        assertThat(cluster.chain(cluster.other(), NOW).seal(realm, null, SIGNER))
                .isPresent();
        assertThat(cluster.verify(realm).findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void whatIsRememberedIsContinuedSoThatTheGapStays(Cluster cluster) {
        String realm = UUID.randomUUID().toString();
        cluster.record(realm, NOW, "paul", 2);
        cluster.chain().seal(realm, null, SIGNER);
        cluster.record(realm, NOW, "paul", 2);
        Head lost = cluster.chain().seal(realm, null, SIGNER).orElseThrow();
        cluster.one()
                .call(em -> em.createQuery("delete from AuditEventEntity where realmId = :realm and batch = 2")
                        .setParameter("realm", realm)
                        .executeUpdate());
        cluster.one()
                .call(em -> em.createQuery("delete from AuditCheckpointEntity where realmId = :realm and batch = 2")
                        .setParameter("realm", realm)
                        .executeUpdate());
        cluster.record(realm, NOW, "paul", 1);

        Head end = cluster.chain().seal(realm, lost, SIGNER).orElseThrow();

        assertThat(end.checkpoint().batch()).isEqualTo(3);
        assertThat(cluster.verify(realm).findings())
                .singleElement()
                .extracting(Finding::kind)
                .isEqualTo(Finding.Kind.CHECKPOINT_MISSING);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void whatIsOldEnoughGoesByWholeBatchesAndTheRestStillVerifies(Cluster cluster) {
        String realm = UUID.randomUUID().toString();
        for (int day = 0; day < 4; day++) {
            cluster.record(realm, NOW.minus(Duration.ofDays(10L - day)), "paul", 2);
            cluster.chain().seal(realm, null, SIGNER);
        }

        assertThat(cluster.chain().prune(realm, NOW.minus(Duration.ofDays(20)), null, SIGNER))
                .isEmpty();
        Head end = cluster.chain()
                .prune(realm, NOW.minus(Duration.ofDays(8)).minusSeconds(60), null, SIGNER)
                .orElseThrow();

        assertThat(end.checkpoint().floor()).isEqualTo(3);
        Report report = cluster.verify(realm);
        assertThat(report.findings()).isEmpty();
        assertThat(report.firstBatch()).isEqualTo(3);
        assertThat(report.rows()).isEqualTo(5);

        cluster.one()
                .call(em -> em.createQuery("delete from AuditEventEntity where realmId = :realm and batch = 3")
                        .setParameter("realm", realm)
                        .executeUpdate());
        cluster.one()
                .call(em -> em.createQuery("delete from AuditCheckpointEntity where realmId = :realm and batch = 3")
                        .setParameter("realm", realm)
                        .executeUpdate());
        assertThat(cluster.verify(realm).findings())
                .singleElement()
                .extracting(Finding::kind)
                .isEqualTo(Finding.Kind.HEAD_TRUNCATED);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void somebodyIsErasedBeforeAndAfterTheirRowsWereSealed(Cluster cluster) {
        String realm = UUID.randomUUID().toString();
        cluster.record(realm, NOW, "paul", 2);
        cluster.record(realm, NOW, "nora", 1);
        cluster.chain().seal(realm, null, SIGNER);
        cluster.record(realm, NOW, "paul", 1);

        long erased = cluster.one().call(em -> {
            long rows = AuditErasure.erase(em, realm, "paul", "erased-1");
            em.persist(new AuditEventEntity(removal(realm, rows)));
            return rows;
        });
        cluster.chain().seal(realm, null, SIGNER);

        assertThat(erased).isEqualTo(3);
        Report report = cluster.verify(realm);
        assertThat(report.findings()).isEmpty();
        assertThat(report.erased()).isEqualTo(3);
    }

    private static @Nullable RuntimeException failure(Runnable work) {
        try {
            work.run();
            return null;
        } catch (IllegalStateException e) {
            return e;
        }
    }

    private static AuditRecord removal(String realm, long rows) {
        return new AuditRecord(
                UUID.randomUUID(),
                NOW,
                realm,
                AuditType.PERSON_ERASED,
                Outcome.SUCCESS,
                "erased-1",
                null,
                null,
                null,
                null,
                null,
                List.of(ChainVerifier.ERASED_ROWS + rows),
                Origin.SERVER);
    }

    private static AuditRecord event(String realm, Instant time, String person) {
        return new AuditRecord(
                UUID.randomUUID(),
                time,
                realm,
                AuditType.CHALLENGE_VERIFIED,
                Outcome.SUCCESS,
                person,
                null,
                "mfa-sms",
                "credential",
                null,
                null,
                List.of(),
                new Origin("sample-app", "session", "203.0.113.7", "Firefox", "request"));
    }

    private static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
