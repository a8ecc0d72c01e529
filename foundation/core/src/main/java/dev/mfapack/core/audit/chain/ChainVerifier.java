package dev.mfapack.core.audit.chain;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.audit.chain.Finding.Kind;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Goes along a realm's chain and names what is not as it was sealed: {@link #batch} for each batch, followed by {@link #row} for
 * each of its rows, then {@link #leftover} for rows that have no checkpoint and {@link #unsealed} for those that wait, then
 * {@link #finish}.
 *
 * <p>Holds one batch at a time, whatever the length of the chain; and the pseudonyms of removed people, and rows that are missing
 * or too many until it is clear whether they were moved, at most {@value #MOST_HELD} of each. For one thread.
 */
public final class ChainVerifier {

    /** Where more rows than these are missing, it is no longer told which of them turned up elsewhere. */
    private static final int MOST_HELD = 10_000;

    private static final String PSEUDONYM = "erased-";
    private static final String NOT_THERE = "it was not there when the batch was sealed";
    private static final String WAS_THERE = "it was there when the batch was sealed";
    private static final long NO_BATCH = 0;

    /** What a record of a removal says: {@code rows-12}. */
    public static final String ERASED_ROWS = "rows-";

    /** Rows that show one pseudonym: the first of them, and how many there are. */
    private record Erased(String row, long rows) {}

    private final String realm;
    private final PublicKeys trusted;
    private final Map<Long, Checkpoint> known = new TreeMap<>();
    private final boolean fromTheBeginning;

    private final Hasher hasher = new Hasher();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Long> missing = new LinkedHashMap<>();
    private final Map<String, Long> foreign = new LinkedHashMap<>();
    private final Map<String, Erased> erasedPeople = new LinkedHashMap<>();
    private final Map<String, Long> recordedErasures = new HashMap<>();
    private final Set<String> keys = new TreeSet<>();

    private Map<String, Integer> places = Map.of();
    private List<Entry> entries = List.of();
    private BitSet seen = new BitSet();
    private int furthest = -1;
    private boolean comparing = true;
    private long current;

    private @Nullable Checkpoint first;
    private @Nullable Checkpoint last;
    private @Nullable String untrustedSince;
    private long untrustedBatch;
    private long rows;
    private long erased;
    private long unsealed;
    private long found;

    /**
     * Verifies a realm's chain from its beginning, or from what is left of it after retention.
     *
     * @param trusted keys that somebody vouches for
     * @param known checkpoints that are known from elsewhere, such as the server's log, as JWS; those that nobody vouches for
     *     count for nothing
     */
    public ChainVerifier(String realm, PublicKeys trusted, Collection<String> known) {
        this(realm, trusted, known, null);
    }

    /**
     * Verifies a part of a chain.
     *
     * @param start the checkpoint after which it begins, as JWS; null for the beginning
     * @throws IllegalArgumentException when {@code start} is no checkpoint
     */
    public ChainVerifier(String realm, PublicKeys trusted, Collection<String> known, @Nullable String start) {
        this.realm = realm;
        this.trusted = trusted;
        this.fromTheBeginning = start == null;
        known.forEach(this::remember);
        if (start != null) {
            SignedCheckpoint before = SignedCheckpoint.parse(start);
            last = before.checkpoint();
            if (!isTrusted(before)) {
                tell(Kind.KEY_UNKNOWN, last.batch(), null, "nobody vouches for the checkpoint that this part follows");
            }
        }
    }

    private void remember(String jws) {
        try {
            SignedCheckpoint checkpoint = SignedCheckpoint.parse(jws);
            if (checkpoint.checkpoint().realm().equals(realm) && isTrusted(checkpoint)) {
                long batch = checkpoint.checkpoint().batch();
                Checkpoint other = known.put(batch, checkpoint.checkpoint());
                if (other != null
                        && !other.hash().equals(checkpoint.checkpoint().hash())) {
                    tell(Kind.CHECKPOINT_CHANGED, batch, null, "two different ones are known from elsewhere");
                }
            }
        } catch (IllegalArgumentException e) {
            // It is no witness.
            return;
        }
    }

    private boolean isTrusted(SignedCheckpoint checkpoint) {
        return trusted.find(checkpoint.key()).filter(checkpoint::isSignedBy).isPresent();
    }

    /** The next batch. */
    public void batch(SealedBatch batch) {
        closeBatch();
        comparing = true;
        entries = batch.entries();
        places = new HashMap<>(entries.size() * 2);
        for (int place = 0; place < entries.size(); place++) {
            places.put(entries.get(place).id(), place);
        }
        seen = new BitSet(entries.size());
        furthest = -1;
        try {
            link(SignedCheckpoint.parse(batch.jws()));
        } catch (IllegalArgumentException e) {
            current = last == null ? 1 : last.batch() + 1;
            tell(Kind.CHECKPOINT_CHANGED, current, null, "it cannot be read: " + e.getMessage());
        }
    }

    /** A batch whose list cannot be read. Its rows are counted, and cannot be compared with anything. */
    public void unreadableBatch(long number) {
        closeBatch();
        current = number;
        comparing = false;
        tell(Kind.CHECKPOINT_CHANGED, number, null, "its list of rows cannot be read");
    }

    private void link(SignedCheckpoint signed) {
        Checkpoint checkpoint = signed.checkpoint();
        current = checkpoint.batch();
        if (!checkpoint.realm().equals(realm)) {
            tell(Kind.CHECKPOINT_CHANGED, current, null, "it belongs to the realm " + checkpoint.realm());
        }
        if (!checkpoint.fits(entries)) {
            tell(Kind.CHECKPOINT_CHANGED, current, null, "its list of rows is not the one that was signed");
        }
        if (last == null) {
            if (current == 1 && !checkpoint.previous().equals(Checkpoint.BEGINNING)) {
                tell(Kind.CHECKPOINT_CHANGED, current, null, "it is the first and follows another one");
            }
        } else if (current > last.batch() + 1) {
            tell(
                    Kind.CHECKPOINT_MISSING,
                    last.batch() + 1,
                    null,
                    current == last.batch() + 2
                            ? "there is no such batch"
                            : "there are no batches " + (last.batch() + 1) + " to " + (current - 1));
        } else if (current <= last.batch()) {
            tell(Kind.CHECKPOINT_CHANGED, current, null, "it comes after batch " + last.batch());
        } else if (!checkpoint.previous().equals(last.hash())) {
            tell(Kind.CHECKPOINT_CHANGED, current, null, "it does not continue batch " + last.batch());
        }
        Checkpoint witness = known.get(current);
        if (witness != null && !witness.hash().equals(checkpoint.hash())) {
            tell(Kind.CHECKPOINT_CHANGED, current, null, "another one of this number is known from elsewhere");
        }
        lookAtSignature(signed);
        if (first == null) {
            first = checkpoint;
        }
        last = checkpoint;
    }

    /** A key may have been replaced since: then a later checkpoint, whose key is trusted, covers this one by its hash. */
    private void lookAtSignature(SignedCheckpoint signed) {
        keys.add(signed.key());
        Optional<PublicKey> key = trusted.find(signed.key());
        if (key.isEmpty()) {
            if (untrustedSince == null) {
                untrustedSince = signed.key();
                untrustedBatch = current;
            }
        } else if (signed.isSignedBy(key.get())) {
            untrustedSince = null;
        } else {
            tell(Kind.CHECKPOINT_FORGED, current, null, "its signature is wrong");
        }
    }

    /** A row that says to be of batch {@code number}, whichever {@link #batch} told of last. */
    public void rowOf(long number, ChainRow row) {
        if (number == current) {
            row(row);
        } else {
            leftover(number, row);
        }
    }

    /** A row of the batch that {@link #batch} told of last, or that says to be. */
    public void row(ChainRow row) {
        rows++;
        note(row);
        if (!comparing) {
            return;
        }
        Integer place = places.get(row.id());
        if (place == null) {
            hold(foreign, row.id(), Kind.ROW_INSERTED, NOT_THERE);
            return;
        }
        if (seen.get(place)) {
            tell(Kind.ROW_INSERTED, current, row.id(), "it is there twice");
            return;
        }
        seen.set(place);
        if (place < furthest) {
            tell(Kind.ROW_REORDERED, current, row.id(), "it was sealed as number " + (place + 1) + " of its batch");
        }
        furthest = Math.max(furthest, place);
        compare(row, entries.get(place));
    }

    private void compare(ChainRow row, Entry sealed) {
        String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(row.hash(hasher));
        if (!row.realm().equals(realm)) {
            tell(Kind.ROW_CHANGED, current, row.id(), "it says to be of the realm " + row.realm());
        } else if (!hash.equals(sealed.hash())) {
            Optional<Entry> other =
                    entries.stream().filter(entry -> entry.hash().equals(hash)).findFirst();
            if (other.isPresent()) {
                tell(
                        Kind.ROW_REORDERED,
                        current,
                        row.id(),
                        "it holds what was sealed as row " + other.get().id());
            } else {
                tell(Kind.ROW_CHANGED, current, row.id(), "it is not what was sealed");
            }
        }
    }

    /** Pseudonyms of removed people, and the records that tell of their removal. */
    private void note(ChainRow row) {
        String person = row.personal().get(PersonalField.PERSON);
        if (row.type().equals(AuditType.PERSON_ERASED.name()) && person != null) {
            recordedErasures.merge(person, erasedRows(row.reasons()), Math::max);
        }
        Openings openings = row.openings();
        if (openings == null) {
            return;
        }
        boolean any = false;
        for (PersonalField field : PersonalField.values()) {
            if (openings.isErased(field)) {
                any = true;
                noteErased(row, field, row.personal().get(field));
            }
        }
        if (any) {
            erased++;
        }
    }

    private void noteErased(ChainRow row, PersonalField field, @Nullable String shown) {
        boolean whose = field == PersonalField.PERSON || field == PersonalField.ACTOR;
        if (whose ? shown == null || !shown.startsWith(PSEUDONYM) : shown != null) {
            tell(
                    Kind.ROW_CHANGED,
                    current,
                    row.id(),
                    "its field " + field.label() + " was taken away, and something else stands there");
        } else if (whose) {
            erasedPeople.merge(shown, new Erased(row.id(), 1), (one, other) -> new Erased(one.row(), one.rows() + 1));
        }
    }

    private static long erasedRows(@Nullable String reasons) {
        return Stream.of(String.valueOf(reasons).split(",", -1))
                .filter(reason -> reason.matches(ERASED_ROWS + "[0-9]{1,18}"))
                .mapToLong(reason -> Long.parseLong(reason.substring(ERASED_ROWS.length())))
                .max()
                .orElse(0);
    }

    /**
     * A row that says to be of a batch of which there is no checkpoint.
     *
     * @param batch the number that it says
     */
    public void leftover(long batch, ChainRow row) {
        rows++;
        note(row);
        if (foreign.size() < MOST_HELD) {
            foreign.put(row.id(), batch);
        } else {
            tellStray(row.id(), batch);
        }
    }

    /** A row that no batch has yet. */
    public void unsealed(ChainRow row) {
        unsealed++;
        note(row);
        if (missing.containsKey(row.id()) || places.containsKey(row.id())) {
            foreign.put(row.id(), NO_BATCH);
        }
    }

    /** Something that stands where a row or batch should, and is none. */
    public void unreadable(String detail) {
        tell(Kind.UNREADABLE, current, null, detail);
    }

    private void closeBatch() {
        for (int place = seen.nextClearBit(0); place < entries.size(); place = seen.nextClearBit(place + 1)) {
            hold(missing, entries.get(place).id(), Kind.ROW_DELETED, WAS_THERE);
        }
        entries = List.of();
        places = Map.of();
        seen = new BitSet();
        furthest = -1;
    }

    private void hold(Map<String, Long> rowsInDoubt, String id, Kind kind, String detail) {
        if (rowsInDoubt.size() < MOST_HELD) {
            rowsInDoubt.put(id, current);
        } else {
            tell(kind, current, id, detail);
        }
    }

    /** Ends the verification. */
    public Report finish() {
        closeBatch();
        settleMoved();
        settleErased();
        if (untrustedSince != null) {
            tell(
                    Kind.KEY_UNKNOWN,
                    untrustedBatch,
                    null,
                    "from here on nobody vouches for the key that signed: " + untrustedSince);
        }
        lookAtTheEnds();
        return new Report(
                realm,
                first == null ? 0 : first.batch(),
                last == null ? 0 : last.batch(),
                last == null ? null : last.hash(),
                rows,
                erased,
                unsealed,
                keys,
                findings,
                found);
    }

    private void settleMoved() {
        missing.forEach((id, batch) -> {
            Long elsewhere = foreign.remove(id);
            if (elsewhere == null) {
                tell(Kind.ROW_DELETED, batch, id, WAS_THERE);
            } else if (elsewhere == NO_BATCH) {
                tell(Kind.ROW_REORDERED, batch, id, "it was taken out of its batch");
            } else {
                tell(Kind.ROW_REORDERED, batch, id, "it was moved to batch " + elsewhere);
            }
        });
        foreign.forEach((id, batch) -> tellStray(id, batch));
    }

    private void tellStray(String id, long batch) {
        if (batch > (last == null ? 0 : last.batch())) {
            tell(Kind.TAIL_TRUNCATED, batch, id, "the checkpoint of its batch is missing");
        } else {
            tell(Kind.ROW_INSERTED, batch, id, NOT_THERE);
        }
    }

    private void settleErased() {
        erasedPeople.forEach((pseudonym, shown) -> {
            Long recorded = recordedErasures.get(pseudonym);
            if (recorded == null) {
                tell(Kind.ROW_ERASED_UNRECORDED, 0, shown.row(), "no record tells that " + pseudonym + " was removed");
            } else if (shown.rows() > recorded) {
                tell(
                        Kind.ROW_ERASED_UNRECORDED,
                        0,
                        shown.row(),
                        pseudonym + " stands in " + shown.rows() + " rows, and " + recorded + " were erased");
            }
        });
    }

    private void lookAtTheEnds() {
        long end = last == null ? 0 : last.batch();
        known.forEach((batch, checkpoint) -> {
            if (batch > end) {
                tell(
                        Kind.TAIL_TRUNCATED,
                        batch,
                        null,
                        "the chain ends at batch " + end + ", and this checkpoint is known from elsewhere");
            }
        });
        if (fromTheBeginning && first != null && last != null && first.batch() > last.floor()) {
            tell(
                    Kind.HEAD_TRUNCATED,
                    last.floor(),
                    null,
                    "the chain begins at batch " + first.batch() + ", and the last checkpoint says that batch "
                            + last.floor() + " is kept");
        }
    }

    private void tell(Kind kind, long batch, @Nullable String row, String detail) {
        found++;
        if (findings.size() < Report.MOST_FINDINGS) {
            findings.add(new Finding(kind, batch, row, detail));
        }
    }
}
