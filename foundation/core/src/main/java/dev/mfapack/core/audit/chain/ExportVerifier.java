package dev.mfapack.core.audit.chain;

import dev.mfapack.core.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Verifies exports, a line at a time; several in a row when each begins where the one before ends. For one thread. */
public final class ExportVerifier {

    /** The largest line is a batch's list, 81 characters for each of its rows; a longer one is no export's. */
    private static final int LONGEST_LINE = 4 * 1024 * 1024;

    private final UnaryOperator<PublicKeys> vouch;
    private final Collection<String> known;
    private @Nullable ChainVerifier chain;
    private String realm = "";
    private boolean ended;

    /**
     * Verifies by keys that come with the exports.
     *
     * @param vouch makes of the keys that an export brings along those that somebody vouches for
     * @param known checkpoints that are known from elsewhere, as JWS
     */
    public ExportVerifier(UnaryOperator<PublicKeys> vouch, Collection<String> known) {
        this.vouch = vouch;
        this.known = known;
    }

    /**
     * Reads one export to its end.
     *
     * @throws IllegalArgumentException when it is none, or of another realm than the one before
     */
    public void read(BufferedReader export) throws IOException {
        String first = line(export);
        if (first == null) {
            throw new IllegalArgumentException("the file is empty");
        }
        ChainVerifier verifier = begin(first);
        ended = false;
        long number = 1;
        for (String line = line(export); line != null; line = line(export)) {
            number++;
            try {
                if (ended) {
                    throw new IllegalArgumentException("the export has ended before");
                }
                take(verifier, JsonReader.object(line));
            } catch (IllegalArgumentException | ArithmeticException e) {
                verifier.unreadable("line " + number + ": " + e.getMessage());
            }
        }
        if (!ended) {
            verifier.unreadable("the file ends early, after line " + number);
        }
    }

    /**
     * Ends the verification.
     *
     * @throws IllegalStateException when nothing was read
     */
    public Report finish() {
        if (chain == null) {
            throw new IllegalStateException("nothing was read");
        }
        return chain.finish();
    }

    private ChainVerifier begin(String line) {
        Map<String, Object> header = JsonReader.object(line);
        if (!ExportFormat.NAME.equals(header.get("format"))) {
            throw new IllegalArgumentException(
                    "the file does not begin as an export of the format " + ExportFormat.NAME);
        }
        String of = JsonReader.text(header, "realm");
        if (chain == null) {
            realm = of;
            chain = new ChainVerifier(
                    realm, vouch.apply(PublicKeys.parse(line)), known, JsonReader.optionalText(header, "start"));
        } else if (!of.equals(realm)) {
            throw new IllegalArgumentException("it is of the realm " + of + ", and not of " + realm);
        }
        return chain;
    }

    private void take(ChainVerifier verifier, Map<String, Object> line) {
        if (line.containsKey("checkpoint")) {
            verifier.batch(ExportFormat.batch(line));
        } else if (line.containsKey("end")) {
            ended = true;
        } else {
            ChainRow row = ExportFormat.row(line);
            if (line.containsKey("batch")) {
                verifier.rowOf(JsonReader.number(line, "batch"), row);
            } else {
                verifier.unsealed(row);
            }
        }
    }

    private static @Nullable String line(BufferedReader export) throws IOException {
        StringBuilder line = new StringBuilder(1024);
        int c = export.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            line.append((char) c);
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a line is longer than " + LONGEST_LINE + " characters");
            }
            c = export.read();
        }
        return line.toString();
    }
}
