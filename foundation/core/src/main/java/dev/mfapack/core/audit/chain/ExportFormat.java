package dev.mfapack.core.audit.chain;

import dev.mfapack.core.json.JsonReader;
import dev.mfapack.core.json.JsonText;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of an export: one that begins it, one for each batch, followed by one for each of its rows, and one that ends it. */
public final class ExportFormat {

    /** Names the format; another number means that old verifiers cannot read it. */
    static final String NAME = "mfa-audit-export-1";

    private ExportFormat() {}

    /**
     * The first line.
     *
     * @param start the checkpoint after which the export begins, as JWS; null for the beginning
     * @param keys public keys of the checkpoints
     */
    public static String beginning(String realm, @Nullable String start, PublicKeys keys) {
        return new JsonText()
                .field("format", NAME)
                .field("realm", realm)
                .field("start", start)
                .raw("keys", keys.toJson())
                .toString();
    }

    /** The line before a batch's rows. */
    public static String batch(SealedBatch batch) {
        return new JsonText()
                .field("checkpoint", batch.jws())
                .field("entries", batch.entries().stream().map(Entry::toString).toList())
                .toString();
    }

    /**
     * A row.
     *
     * @param batch number of its batch; 0 when it has none yet
     */
    public static String row(long batch, ChainRow row) {
        JsonText line = new JsonText();
        if (batch != 0) {
            line.field("batch", batch);
        }
        line.field("id", row.id())
                .field("time", row.time())
                .field("realm", row.realm())
                .field("type", row.type())
                .field("outcome", row.outcome())
                .field("client", row.client())
                .field("factor", row.factor())
                .field("levelBefore", row.levelBefore())
                .field("level", row.level())
                .field("reasons", row.reasons());
        for (PersonalField field : PersonalField.values()) {
            line.field(field.label(), row.personal().get(field));
        }
        return line.field(
                        "openings",
                        row.openings() == null ? null : row.openings().toString())
                .toString();
    }

    /** The last line: without it a file that was cut off would look whole. */
    public static String end(long rows) {
        return new JsonText().field("end", NAME).field("rows", rows).toString();
    }

    static SealedBatch batch(Map<String, Object> line) {
        List<Entry> entries = JsonReader.list(line, "entries").stream()
                .map(entry -> Entry.parse(String.valueOf(entry)))
                .toList();
        return new SealedBatch(JsonReader.text(line, "checkpoint"), entries);
    }

    static ChainRow row(Map<String, Object> line) {
        Map<PersonalField, String> personal = new EnumMap<>(PersonalField.class);
        for (PersonalField field : PersonalField.values()) {
            String value = JsonReader.optionalText(line, field.label());
            if (value != null) {
                personal.put(field, value);
            }
        }
        String openings = JsonReader.optionalText(line, "openings");
        return new ChainRow(
                JsonReader.text(line, "id"),
                JsonReader.number(line, "time"),
                JsonReader.text(line, "realm"),
                JsonReader.text(line, "type"),
                JsonReader.text(line, "outcome"),
                JsonReader.optionalText(line, "client"),
                JsonReader.optionalText(line, "factor"),
                JsonReader.optionalNumber(line, "levelBefore"),
                JsonReader.optionalNumber(line, "level"),
                JsonReader.optionalText(line, "reasons"),
                personal,
                openings == null ? null : Openings.parse(openings));
    }
}
