package dev.mfapack.tests.benchmarks.audit;

import dev.mfapack.core.audit.chain.ChainRow;
import dev.mfapack.core.audit.chain.ChainVerifier;
import dev.mfapack.core.audit.chain.CheckpointSigner;
import dev.mfapack.core.audit.chain.Entry;
import dev.mfapack.core.audit.chain.ExportFormat;
import dev.mfapack.core.audit.chain.PublicKeys;
import dev.mfapack.core.audit.chain.Report;
import dev.mfapack.core.audit.chain.SealedBatch;
import dev.mfapack.core.audit.chain.SignatureAlgorithm;
import dev.mfapack.persistence.AuditChain;
import dev.mfapack.persistence.AuditChain.Stored;
import dev.mfapack.persistence.AuditCursor;
import dev.mfapack.persistence.AuditEvents;
import dev.mfapack.persistence.AuditFilter;
import dev.mfapack.tests.benchmarks.database.PackDatabase;
import dev.mfapack.tests.benchmarks.sidebyside.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Seals, verifies and exports a million rows on PostgreSQL, and asks for pages of five million. */
public final class AuditBenchmark {

    private static final int ROWS = 1_000_000;

    /** As many again as make five million. */
    private static final int TIMES = 5;

    private static final int QUERIES = 200;
    private static final int PAGE = 100;
    private static final int BATCHES_AT_ONCE = 20;
    private static final int BETWEEN_LOOKS = 100_000;
    private static final String REALM = "00000000-0000-0000-0000-000000000001";

    private final PackDatabase database;
    private final AuditChain chain;
    private final KeyPair key;
    private final Random chance = new Random(7);

    private AuditBenchmark(PackDatabase database, KeyPair key) {
        this.database = database;
        this.chain = new AuditChain(database, Clock.systemUTC());
        this.key = key;
    }

    public static void main(String[] args) throws Exception {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : ROWS;
        System.out.println(Machine.description());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        try (PackDatabase database = PackDatabase.start(true)) {
            AuditBenchmark benchmark = new AuditBenchmark(database, generator.generateKeyPair());
            benchmark.fill(1, rows, "null");
            benchmark.seal();
            benchmark.verify("to warm up");
            benchmark.verify("verifying");
            benchmark.export();
            benchmark.fill(rows + 1L, (long) rows * TIMES, "1");
            benchmark.pages();
        }
    }

    /** People, apps, factors and addresses as in a realm of ten thousand people; a wrong code in twenty. */
    private void fill(long from, long to, String batch) throws SQLException {
        database.execute("""
                insert into mfa_audit_event
                  (id, event_time, realm_id, type, outcome, user_id, client_id, session_id, factor, credential_id, auth_level,
                   reasons, address, user_agent, request_id, openings, batch_no)
                select gen_random_uuid()::text, 1772359200000 + n * 50, '%s',
                       (array['LEVEL_DECIDED','CHALLENGE_BEGUN','CHALLENGE_SENT','CHALLENGE_VERIFIED','LOGIN'])[1 + n %% 5],
                       case when n %% 20 = 0 then 'FAILURE' else 'SUCCESS' end,
                       md5((n %% 10000)::text), 'app-' || n %% 20, md5(n::text), (array['mfa-sms','otp','webauthn'])[1 + n %% 3],
                       md5((n %% 9973)::text), 1 + n %% 3, 'habit-2', '203.0.' || n %% 200 || '.' || n %% 251, 'Firefox',
                       md5((n / 3)::text),
                       rtrim(translate(encode(sha256(n::text::bytea), 'base64'), '+/', '-_'), '='), %s
                from generate_series(%d::bigint, %d::bigint) n
                """.formatted(REALM, batch, from, to));
        database.execute("vacuum analyze");
    }

    private void seal() {
        CheckpointSigner signer = new CheckpointSigner(SignatureAlgorithm.RS256, key.getPrivate(), key.getPublic());
        long begin = System.nanoTime();
        long rows = 0;
        for (var sealed = chain.seal(REALM, null, signer);
                sealed.isPresent();
                sealed = chain.seal(REALM, null, signer)) {
            rows += sealed.get().checkpoint().rows();
        }
        tell("sealing", rows, begin);
    }

    private void verify(String what) {
        ChainVerifier verifier = new ChainVerifier(REALM, PublicKeys.of(List.of(key.getPublic())), List.of());
        long begin = System.nanoTime();
        walk(verifier::batch, (batch, row) -> verifier.row(row));
        Report report = verifier.finish();
        tell(what, report.rows(), begin);
        if (!report.isSound()) {
            throw new IllegalStateException(report.findings().toString());
        }
    }

    private void export() {
        long before = live();
        Discarding lines = new Discarding();
        long begin = System.nanoTime();
        walk(batch -> lines.line(ExportFormat.batch(batch)), (batch, row) -> {
            lines.line(ExportFormat.row(batch, row));
            lines.look();
        });
        tell("exporting", lines.rows, begin);
        System.out.printf(
                "heap while exporting: %d MB more than before, at most, of what a collection leaves; %d MB written%n",
                Math.max(0, lines.most - before) >> 20, lines.characters >> 20);
    }

    private void walk(Consumer<SealedBatch> batches, BiConsumer<Long, ChainRow> rows) {
        long last = 0;
        for (List<Stored> page = chain.batches(REALM, 0, BATCHES_AT_ONCE);
                !page.isEmpty();
                page = chain.batches(REALM, last, BATCHES_AT_ONCE)) {
            for (Stored stored : page) {
                SealedBatch batch = SealedBatch.parse(stored.jws(), stored.list());
                batches.accept(batch);
                chain.rows(
                                REALM,
                                stored.number(),
                                batch.entries().stream().map(Entry::id).toList())
                        .forEach(row -> rows.accept(stored.number(), row));
                last = stored.number();
            }
        }
    }

    private void pages() throws SQLException {
        long rows = database.number("select count(*) from mfa_audit_event");
        for (String what :
                List.of("person", "type", "client", "factor", "address", "outcome", "time", "client and type")) {
            double[] times = new double[QUERIES];
            for (int query = 0; query < QUERIES; query++) {
                AuditFilter filter = filter(what);
                long begin = System.nanoTime();
                List<ChainRow> page = database.call(em -> AuditEvents.page(em, filter, null, PAGE));
                AuditCursor after = page.isEmpty() ? null : AuditCursor.of(page.get(page.size() - 1));
                times[query] = (System.nanoTime() - begin) / 1e6;
                if (after == null) {
                    throw new IllegalStateException("nothing for " + filter);
                }
            }
            Arrays.sort(times);
            System.out.printf(
                    "a page of %d of %,d rows by %s: median %.1f ms, 95 %% within %.1f ms, at most %.1f ms%n",
                    PAGE, rows, what, times[QUERIES / 2], times[QUERIES * 95 / 100], times[QUERIES - 1]);
        }
    }

    private AuditFilter filter(String what) {
        int n = chance.nextInt(10_000);
        String person = what.equals("person") ? md5(n) : null;
        String type = what.contains("type") ? "LOGIN" : null;
        String client = what.contains("client") ? "app-" + (4 + 5 * (n % 4)) : null;
        String factor = what.equals("factor") ? "otp" : null;
        // As it is and hashed, of which only one is there.
        List<String> address =
                what.equals("address") ? List.of("203.0." + n % 200 + "." + n % 251, "hmac:1:" + md5(n)) : null;
        String outcome = what.equals("outcome") ? "FAILURE" : null;
        Long to = what.equals("time") ? Long.valueOf(1772359200000L + n * 50L) : null;
        return new AuditFilter(REALM, person, null, type, outcome, factor, client, address, null, to);
    }

    private static String md5(int n) {
        return HexFormat.of().formatHex(digest(Integer.toString(n)));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void tell(String what, long rows, long begin) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%s: %,d rows in %.1f s, %,.0f a second%n", what, rows, seconds, rows / seconds);
    }

    private static long live() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Counts what is written, and looks at the heap now and then. */
    private static final class Discarding {

        private final Writer to = Writer.nullWriter();
        private long characters;
        private long rows;
        private long most;

        void line(String line) {
            try {
                to.write(line);
                characters += line.length();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void look() {
            if (++rows % BETWEEN_LOOKS == 0) {
                most = Math.max(most, live());
            }
        }
    }
}
