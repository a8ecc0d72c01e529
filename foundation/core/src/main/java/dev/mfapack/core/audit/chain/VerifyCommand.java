package dev.mfapack.core.audit.chain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code bin/mfa-audit-verify}: verifies exports where there is no server, database or network.
 *
 * <p>Exit status: 0 everything is as it was sealed, by keys that somebody vouches for; 1 something is not; 2 misuse; 3 everything
 * is, but nobody vouches for the keys.
 */
public final class VerifyCommand {

    static final int SOUND = 0;
    static final int TAMPERED = 1;
    static final int MISUSE = 2;
    static final int NOBODY_VOUCHES = 3;

    private static final String USAGE = """
            Usage: bin/mfa-audit-verify [options] EXPORT.jsonl...

              several exports are taken as one chain, in their order

              --keys FILE        public keys you trust: a JSON Web Key Set, such as the one of the realm's certs address
              --thumbprint TEXT  of a key you trust (RFC 7638, SHA-256); it then comes from the export itself
              --log FILE         the server's log: its checkpoints must all be in the export
              --checkpoint JWS   one that you have kept

            Exit status: 0 sound; 1 tampered with; 2 misuse; 3 sound, but you named no key that you trust.
            """;

    /** Also inside a log whose lines are JSON themselves. */
    private static final Pattern IN_A_LOG =
            Pattern.compile("\\\\?\"checkpoint\\\\?\":\\\\?\"([A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+)");

    private final List<Path> exports = new ArrayList<>();
    private final List<String> thumbprints = new ArrayList<>();
    private final List<String> known = new ArrayList<>();
    private @Nullable PublicKeys keys;

    private VerifyCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.print(USAGE);
            return SOUND;
        }
        try {
            VerifyCommand command = new VerifyCommand();
            command.read(arguments);
            return command.verify(out);
        } catch (IllegalArgumentException | IOException e) {
            err.println(
                    "mfa-audit-verify: " + Optional.ofNullable(e.getMessage()).orElse("cannot be read"));
            return MISUSE;
        }
    }

    private void read(List<String> arguments) throws IOException {
        for (int at = 0; at < arguments.size(); at++) {
            String argument = arguments.get(at);
            if (!argument.startsWith("--")) {
                exports.add(file(argument));
                continue;
            }
            if (++at == arguments.size()) {
                throw new IllegalArgumentException(argument + " needs a value");
            }
            String value = arguments.get(at);
            switch (argument) {
                case "--keys" -> keys = PublicKeys.parse(Files.readString(file(value)));
                case "--thumbprint" -> thumbprints.add(value);
                case "--log" -> readLog(file(value));
                case "--checkpoint" -> known.add(value);
                default -> throw new IllegalArgumentException("unknown: " + argument);
            }
        }
        if (exports.isEmpty()) {
            throw new IllegalArgumentException("name an export; --help says how");
        }
        if (keys != null && !thumbprints.isEmpty()) {
            throw new IllegalArgumentException("give either --keys or --thumbprint");
        }
    }

    private static Path file(String name) {
        Path file = Path.of(name);
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("there is no file " + name + " that can be read");
        }
        return file;
    }

    /** Bytes that are no UTF-8 may stand in a log, and are none of ours. */
    private void readLog(Path log) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher checkpoint = IN_A_LOG.matcher(line);
                if (checkpoint.find()) {
                    known.add(checkpoint.group(1));
                }
            }
        }
    }

    private int verify(PrintStream out) throws IOException {
        ExportVerifier verifier = new ExportVerifier(vouch(), known);
        for (Path export : exports) {
            try (BufferedReader lines = Files.newBufferedReader(export)) {
                verifier.read(lines);
            }
        }
        Report report = verifier.finish();
        report.findings().forEach(out::println);
        if (report.found() > report.findings().size()) {
            out.println("and " + (report.found() - report.findings().size()) + " more");
        }
        out.printf(
                "realm %s: batches %d to %d, %d rows, %d of removed people, %d not sealed yet%n",
                report.realm(),
                report.firstBatch(),
                report.lastBatch(),
                report.rows(),
                report.erased(),
                report.unsealed());
        if (report.lastHash() != null) {
            out.println("last hash " + report.lastHash());
        }
        report.keys().forEach(key -> out.println("signed with " + key));
        if (!report.isSound()) {
            out.println("NOT SOUND: " + report.found() + " findings");
            return TAMPERED;
        }
        if (keys == null && thumbprints.isEmpty()) {
            out.println("SOUND IN ITSELF: you named no key that you trust, so anybody may have made this");
            return NOBODY_VOUCHES;
        }
        out.println("SOUND");
        return SOUND;
    }

    private UnaryOperator<PublicKeys> vouch() {
        PublicKeys given = keys;
        if (given != null) {
            return brought -> given;
        }
        return thumbprints.isEmpty() ? brought -> brought : brought -> brought.only(thumbprints);
    }
}
