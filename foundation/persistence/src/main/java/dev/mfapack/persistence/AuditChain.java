package dev.mfapack.persistence;

import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.audit.chain.ChainRow;
import dev.mfapack.core.audit.chain.Checkpoint;
import dev.mfapack.core.audit.chain.CheckpointSigner;
import dev.mfapack.core.audit.chain.PublicKeys;
import dev.mfapack.core.audit.chain.SealedBatch;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.Timeouts;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.jpa.SpecHints;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * The chains of the realms, in {@code MFA_AUDIT_EVENT} and {@code MFA_AUDIT_CHECKPOINT}. A batch is sealed by one transaction: a
 * node that dies leaves it undone, and of two nodes that seal the same one, one fails by the checkpoint's id.
 */
public final class AuditChain {

    /**
     * Rows of a batch: few enough for the parameters that any database takes in one statement, and enough for what each batch
     * costs, a signature and a commit, to be spread thin.
     */
    public static final int MOST_ROWS = 1000;

    /** Rows beyond the list of a batch that are looked at; who inserts more of them is found out as well. */
    private static final int MOST_STRAY = 1000;

    /** A step deletes so many batches at once, a million rows at most. */
    private static final int MOST_DROPPED = 1000;

    /** What an id may look like; another one would not come out of the list of a batch as it went in. */
    private static final String ID = "[0-9A-Za-z-]{1,36}";

    /**
     * The end of a chain.
     *
     * @param jws its last checkpoint
     * @param checkpoint what that says
     */
    public record Head(String jws, Checkpoint checkpoint) {

        static Head of(SealedBatch batch) {
            return new Head(batch.jws(), batch.checkpoint());
        }
    }

    /**
     * A batch as it is stored.
     *
     * @param number of the batch by its row, whatever its checkpoint says
     * @param jws its checkpoint
     * @param list its list of rows, as text
     */
    public record Stored(long number, String jws, String list) {}

    private final ShortTransactions transactions;
    private final Clock clock;

    public AuditChain(KeycloakSessionFactory factory, Clock clock) {
        this(new OwnTransaction(factory), clock);
    }

    /** Over other transactions than Keycloak's, so that it can be tried and measured without a server. */
    public AuditChain(ShortTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Ids of realms that have rows to seal. */
    public List<String> realmsToSeal() {
        return transactions.call(
                em -> em.createQuery("select distinct realmId from AuditEventEntity where batch is null", String.class)
                        .getResultList());
    }

    /** Ids of realms that have a chain. */
    public List<String> realms() {
        return transactions.call(
                em -> em.createQuery("select distinct realmId from AuditCheckpointEntity", String.class)
                        .getResultList());
    }

    /** The end of the realm's chain; empty when it has none. */
    public Optional<Head> head(String realmId) {
        return transactions.call(em -> latest(em, realmId).map(AuditChain::read));
    }

    /**
     * Seals the next rows of a realm.
     *
     * @param remembered an end of the chain that is known to have been there; what the database lacks of it is left out, so that
     *     everybody sees that it is missing
     * @return the new end; empty when there is nothing to seal, or another node is about it
     */
    public Optional<Head> seal(String realmId, @Nullable Head remembered, CheckpointSigner signer) {
        return unlessOvertaken(em -> {
            Optional<AuditCheckpointEntity> latest = latest(em, realmId);
            if (latest.isPresent() && !lock(em, latest.get())) {
                return Optional.<Head>empty();
            }
            Head end = later(latest.map(AuditChain::read).orElse(null), remembered);
            return seal(em, realmId, end, end == null ? 1 : end.checkpoint().floor(), signer);
        });
    }

    /** All of it or nothing; nothing, when another node has sealed the same batch meanwhile. */
    private Optional<Head> unlessOvertaken(Function<EntityManager, Optional<Head>> work) {
        try {
            return transactions.call(work);
        } catch (NewRows.Overtaken | ConstraintViolationException e) {
            return Optional.empty();
        }
    }

    private Optional<Head> seal(
            EntityManager em, String realmId, @Nullable Head end, long floor, CheckpointSigner signer) {
        List<AuditEventEntity> unsealed = em.createQuery(
                        "from AuditEventEntity where batch is null and realmId = :realm order by eventTime, id",
                        AuditEventEntity.class)
                .setParameter("realm", realmId)
                .setMaxResults(MOST_ROWS)
                .getResultStream()
                .filter(row -> row.id.matches(ID))
                .toList();
        if (unsealed.isEmpty()) {
            return Optional.empty();
        }
        unsealed.forEach(AuditEventEntity::addOpenings);
        long number = end == null ? 1 : end.checkpoint().batch() + 1;
        SealedBatch sealed = SealedBatch.seal(
                unsealed.stream().map(AuditEventEntity::toRow).toList(),
                number,
                floor,
                clock.millis(),
                end == null ? Checkpoint.BEGINNING : end.checkpoint().hash(),
                signer);
        em.flush();
        int written = em.createQuery("update AuditEventEntity set batch = :batch where id in (:ids) and batch is null")
                .setParameter("batch", number)
                .setParameter("ids", unsealed.stream().map(row -> row.id).toList())
                .executeUpdate();
        if (written != unsealed.size()) {
            throw new NewRows.Overtaken();
        }
        long latestEvent =
                unsealed.stream().mapToLong(row -> row.eventTime).max().orElseThrow();
        // Of two nodes that seal the same batch, one fails by its id.
        NewRows.insert(
                em,
                AuditCheckpointEntity.class,
                List.of("id", "realmId", "batch", "latestEvent", "jws", "entries", "publicKey"),
                List.of(List.of(
                        realmId + "/" + number,
                        realmId,
                        number,
                        latestEvent,
                        sealed.jws(),
                        sealed.list(),
                        PublicKeys.toJson(signer.publicKey()))));
        return Optional.of(Head.of(sealed));
    }

    /**
     * Deletes the oldest batches, as long as all of their rows are older than {@code oldest}, and seals a record of that. The last
     * batch always stays: it is what the next one continues.
     *
     * @return the new end; empty when nothing is old enough, or another node is about it
     */
    public Optional<Head> prune(String realmId, Instant oldest, @Nullable Head remembered, CheckpointSigner signer) {
        return unlessOvertaken(em -> {
            Optional<AuditCheckpointEntity> latest = latest(em, realmId);
            if (latest.isEmpty() || !lock(em, latest.get())) {
                return Optional.<Head>empty();
            }
            Optional<Long> through = oldBatches(em, realmId, oldest, latest.get().batch);
            Head end = later(read(latest.get()), remembered);
            if (through.isEmpty() || end == null) {
                return Optional.<Head>empty();
            }
            em.persist(new AuditEventEntity(new AuditRecord(
                    UUID.randomUUID(),
                    clock.instant(),
                    realmId,
                    AuditType.AUDIT_PRUNED,
                    Outcome.SUCCESS,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of("through-batch-" + through.get()),
                    AuditRecord.Origin.SERVER)));
            em.flush();
            for (String entity : List.of("AuditEventEntity", "AuditCheckpointEntity")) {
                em.createQuery("delete from " + entity + " where realmId = :realm and batch <= :through")
                        .setParameter("realm", realmId)
                        .setParameter("through", through.get())
                        .executeUpdate();
            }
            return seal(em, realmId, end, through.get() + 1, signer);
        });
    }

    private static Optional<Long> oldBatches(EntityManager em, String realmId, Instant oldest, long last) {
        List<AuditCheckpointEntity> first = em.createQuery(
                        "from AuditCheckpointEntity where realmId = :realm and batch < :last order by batch",
                        AuditCheckpointEntity.class)
                .setParameter("realm", realmId)
                .setParameter("last", last)
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .setMaxResults(MOST_DROPPED)
                .getResultList();
        return first.stream()
                .takeWhile(batch -> batch.latestEvent < oldest.toEpochMilli())
                .map(batch -> batch.batch)
                .reduce((one, other) -> other);
    }

    /** The next batches after number {@code after}, in their order. */
    public List<Stored> batches(String realmId, long after, int most) {
        return transactions.call(em -> em.createQuery(
                        "from AuditCheckpointEntity where realmId = :realm and batch > :after order by batch",
                        AuditCheckpointEntity.class)
                .setParameter("realm", realmId)
                .setParameter("after", after)
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .setMaxResults(most)
                .getResultStream()
                .map(row -> new Stored(row.batch, row.jws, row.entries))
                .toList());
    }

    /** Public keys that checkpoints of the realm were signed with, as JSON Web Keys; nobody vouches for them. */
    public List<String> keys(String realmId) {
        return transactions.call(em -> em.createQuery(
                        "select distinct publicKey from AuditCheckpointEntity where realmId = :realm", String.class)
                .setParameter("realm", realmId)
                .getResultList());
    }

    /** Rows that say to be of a batch, in the order of its list; those that are not on it come last. */
    public List<ChainRow> rows(String realmId, long batch, List<String> ids) {
        Map<String, Integer> places = new HashMap<>(ids.size() * 2);
        for (int place = 0; place < ids.size(); place++) {
            places.put(ids.get(place), place);
        }
        return transactions.call(em -> em.createQuery(
                        "from AuditEventEntity where batch = :batch and realmId = :realm", AuditEventEntity.class)
                .setParameter("realm", realmId)
                .setParameter("batch", batch)
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .setMaxResults(ids.size() + MOST_STRAY)
                .getResultStream()
                .map(AuditEventEntity::toRow)
                .sorted(Comparator.comparing((ChainRow row) -> places.getOrDefault(row.id(), Integer.MAX_VALUE))
                        .thenComparing(ChainRow::id))
                .toList());
    }

    /**
     * A row that says to be of a batch of which there is no checkpoint.
     *
     * @param batch the number that it says
     */
    public record Stray(long batch, ChainRow row) {}

    /** Rows that say to be of a batch whose number lies between these two, both exclusive; {@value #MOST_STRAY} of them. */
    public List<Stray> strays(String realmId, long after, long before) {
        return transactions.call(em -> em.createQuery(
                        "from AuditEventEntity where batch > :after and batch < :before and realmId = :realm order by batch, id",
                        AuditEventEntity.class)
                .setParameter("realm", realmId)
                .setParameter("after", after)
                .setParameter("before", before)
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .setMaxResults(MOST_STRAY)
                .getResultStream()
                .map(row -> new Stray(Optional.ofNullable(row.batch).orElseThrow(), row.toRow()))
                .toList());
    }

    /** Rows that wait to be sealed, after the one with this id, in the order of their ids. */
    public List<ChainRow> unsealed(String realmId, String after, int most) {
        return transactions.call(em -> em.createQuery(
                        "from AuditEventEntity where batch is null and realmId = :realm and id > :after order by id",
                        AuditEventEntity.class)
                .setParameter("realm", realmId)
                .setParameter("after", after)
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .setMaxResults(most)
                .getResultStream()
                .map(AuditEventEntity::toRow)
                .toList());
    }

    private static Optional<AuditCheckpointEntity> latest(EntityManager em, String realmId) {
        return em.createQuery(
                        "from AuditCheckpointEntity where realmId = :realm order by batch desc",
                        AuditCheckpointEntity.class)
                .setParameter("realm", realmId)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Whether no other node is sealing the realm. */
    private static boolean lock(EntityManager em, AuditCheckpointEntity latest) {
        return !em.createQuery("select id from AuditCheckpointEntity where id = :id", String.class)
                .setParameter("id", latest.id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .getResultList()
                .isEmpty();
    }

    /**
     * What the database says is the end. Where somebody has made that unreadable the chain still goes on, behind it: sealing must
     * not stop, and whoever verifies is told.
     */
    private static Head read(AuditCheckpointEntity row) {
        try {
            Head head = Head.of(new SealedBatch(row.jws, List.of()));
            if (head.checkpoint().batch() == row.batch) {
                return head;
            }
        } catch (IllegalArgumentException e) {
            return unreadable(row);
        }
        return unreadable(row);
    }

    private static Head unreadable(AuditCheckpointEntity row) {
        return new Head(
                row.jws, new Checkpoint(row.realmId, row.batch, 1, 0, 0, Checkpoint.BEGINNING, Checkpoint.BEGINNING));
    }

    private static @Nullable Head later(@Nullable Head one, @Nullable Head other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.checkpoint().batch() > one.checkpoint().batch() ? other : one;
    }
}
