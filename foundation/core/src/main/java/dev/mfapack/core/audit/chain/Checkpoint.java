package dev.mfapack.core.audit.chain;

import dev.mfapack.core.json.JsonReader;
import dev.mfapack.core.json.JsonText;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What is signed of a batch.
 *
 * @param realm id of the realm whose chain it belongs to
 * @param batch its number; the first of a realm is 1
 * @param floor number of the first batch whose rows are kept, when this one was made
 * @param time milliseconds since the epoch, by the sealing node's clock
 * @param rows how many rows it has
 * @param previous hash of the batch before, in base64url; that of the first batch is 32 zero bytes
 * @param hash of all of the above and the list of rows, in base64url
 */
public record Checkpoint(String realm, long batch, long floor, long time, int rows, String previous, String hash) {

    /** Where a chain begins. */
    public static final String BEGINNING = base64(new byte[Hasher.BYTES]);

    private static final String BATCH = "mfa-audit batch 1";

    static Checkpoint of(String realm, long batch, long floor, long time, String previous, List<Entry> entries) {
        return new Checkpoint(
                realm,
                batch,
                floor,
                time,
                entries.size(),
                previous,
                hash(realm, batch, floor, time, previous, entries));
    }

    /** Whether {@code entries} are the list that was hashed. */
    boolean fits(List<Entry> entries) {
        return rows == entries.size() && hash.equals(hash(realm, batch, floor, time, previous, entries));
    }

    private static String hash(String realm, long batch, long floor, long time, String previous, List<Entry> entries) {
        Hasher hasher = new Hasher()
                .add(BATCH)
                .add(realm)
                .add(batch)
                .add(floor)
                .add(time)
                .add(previous)
                .add(entries.size());
        entries.forEach(entry -> hasher.add(entry.id()).add(entry.hash()));
        return base64(hasher.finish());
    }

    String toJson() {
        return new JsonText()
                .field("realm", realm)
                .field("batch", batch)
                .field("floor", floor)
                .field("time", time)
                .field("rows", rows)
                .field("previous", previous)
                .field("hash", hash)
                .toString();
    }

    /** @throws IllegalArgumentException when it is none */
    static Checkpoint parse(String json) {
        Map<String, Object> fields = JsonReader.object(json);
        return new Checkpoint(
                JsonReader.text(fields, "realm"),
                JsonReader.number(fields, "batch"),
                JsonReader.number(fields, "floor"),
                JsonReader.number(fields, "time"),
                Math.toIntExact(JsonReader.number(fields, "rows")),
                JsonReader.text(fields, "previous"),
                JsonReader.text(fields, "hash"));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
