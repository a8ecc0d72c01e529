package dev.mfapack.auditlog;

import dev.mfapack.core.audit.chain.ChainRow;
import dev.mfapack.core.audit.chain.ChainVerifier;
import dev.mfapack.core.audit.chain.Entry;
import dev.mfapack.core.audit.chain.ExportFormat;
import dev.mfapack.core.audit.chain.PublicKeys;
import dev.mfapack.core.audit.chain.Report;
import dev.mfapack.core.audit.chain.SealedBatch;
import dev.mfapack.persistence.AuditChain;
import dev.mfapack.persistence.AuditChain.Stored;
import dev.mfapack.persistence.AuditChainProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Walks a realm's chain in the database, some batches at a time, each read in a transaction of its own. */
final class SealedAuditChain implements AuditChainProvider {

    /** Lists of 20,000 rows, less than two megabytes. */
    private static final int BATCHES_AT_ONCE = 20;

    /** Rows that are two minutes of a large realm; they are named by nobody else than the count. */
    private static final int MOST_UNSEALED = 10_000;

    private static final int PAGE = 1000;

    private final KeycloakSession session;
    private final AuditChain chain;
    private final SealingKeys keys;
    private final Memory memory;

    SealedAuditChain(KeycloakSession session, AuditChain chain, SealingKeys keys, Memory memory) {
        this.session = session;
        this.chain = chain;
        this.keys = keys;
        this.memory = memory;
    }

    @Override
    public Report verify(RealmModel realm, Collection<String> known) {
        List<String> witnesses = new ArrayList<>(known);
        memory.of(realm.getId()).ifPresent(end -> witnesses.add(end.jws()));
        ChainVerifier verifier = new ChainVerifier(realm.getId(), keys.trusted(session, realm), witnesses);
        walk(realm.getId(), 0, new Visitor() {
            @Override
            public void batch(Stored stored, @Nullable SealedBatch batch) {
                if (batch == null) {
                    verifier.unreadableBatch(stored.number());
                } else {
                    verifier.batch(batch);
                }
            }

            @Override
            public void row(long batch, ChainRow row) {
                verifier.rowOf(batch, row);
            }

            @Override
            public void unsealed(ChainRow row) {
                verifier.unsealed(row);
            }
        });
        return verifier.finish();
    }

    @Override
    public boolean isKeyFromOutside() {
        return !(keys instanceof RealmKeys);
    }

    @Override
    public void requireBatch(RealmModel realm, long after) {
        start(realm.getId(), after);
    }

    @Override
    public void export(RealmModel realm, long after, Writer to) throws IOException {
        String start = start(realm.getId(), after);
        Lines lines = new Lines(to);
        // Former keys too: whoever verifies decides which of them to trust.
        lines.write(ExportFormat.beginning(realm.getId(), start, PublicKeys.readable(chain.keys(realm.getId()))));
        walk(realm.getId(), after, lines);
        lines.write(ExportFormat.end(lines.rows));
        to.flush();
    }

    private @Nullable String start(String realmId, long after) {
        if (after == 0) {
            return null;
        }
        return chain.batches(realmId, after - 1, 1).stream()
                .filter(batch -> batch.number() == after)
                .map(Stored::jws)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no batch " + after));
    }

    /** Takes what stands in the chain, in its order. */
    private interface Visitor {

        /** A batch whose checkpoint or list cannot be read comes as null. */
        void batch(Stored stored, @Nullable SealedBatch batch);

        void row(long batch, ChainRow row);

        void unsealed(ChainRow row);
    }

    private void walk(String realmId, long after, Visitor visitor) {
        long last = after == 0 ? Long.MIN_VALUE : after;
        for (List<Stored> batches = chain.batches(realmId, after, BATCHES_AT_ONCE);
                !batches.isEmpty();
                batches = chain.batches(realmId, last, BATCHES_AT_ONCE)) {
            for (Stored stored : batches) {
                strays(realmId, last, stored.number(), visitor);
                Optional<SealedBatch> batch = read(stored);
                visitor.batch(stored, batch.orElse(null));
                List<String> ids = batch.map(
                                read -> read.entries().stream().map(Entry::id).toList())
                        .orElse(List.of());
                chain.rows(realmId, stored.number(), ids).forEach(row -> visitor.row(stored.number(), row));
                last = stored.number();
            }
        }
        strays(realmId, last, Long.MAX_VALUE, visitor);
        unsealed(realmId, visitor);
    }

    private void strays(String realmId, long after, long before, Visitor visitor) {
        if (after == Long.MIN_VALUE || before - after > 1) {
            chain.strays(realmId, after, before).forEach(stray -> visitor.row(stray.batch(), stray.row()));
        }
    }

    private void unsealed(String realmId, Visitor visitor) {
        String last = "";
        int seen = 0;
        List<ChainRow> page;
        do {
            page = chain.unsealed(realmId, last, PAGE);
            page.forEach(visitor::unsealed);
            seen += page.size();
            last = page.isEmpty() ? last : page.get(page.size() - 1).id();
        } while (page.size() == PAGE && seen < MOST_UNSEALED);
    }

    private static Optional<SealedBatch> read(Stored stored) {
        try {
            return Optional.of(SealedBatch.parse(stored.jws(), stored.list()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static final class Lines implements Visitor {

        private final Writer to;
        private long rows;

        Lines(Writer to) {
            this.to = to;
        }

        @Override
        public void batch(Stored stored, @Nullable SealedBatch batch) {
            // What cannot be read is left out here, and missed by whoever verifies.
            if (batch != null) {
                write(ExportFormat.batch(batch));
            }
        }

        @Override
        public void row(long batch, ChainRow row) {
            write(ExportFormat.row(batch, row));
            rows++;
        }

        @Override
        public void unsealed(ChainRow row) {
            row(0, row);
        }

        private void write(String line) {
            try {
                to.write(line);
                to.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
