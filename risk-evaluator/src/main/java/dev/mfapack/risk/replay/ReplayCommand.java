package dev.mfapack.risk.replay;

import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.risk.FileTrouble;
import dev.mfapack.risk.NetworkLists;
import dev.mfapack.risk.Reputation;
import dev.mfapack.risk.geo.MmdbPlaces;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command {@code bin/risk-replay}. Exit status: 0 played; 2 misuse, or a line that cannot be read.
 */
public final class ReplayCommand {

    static final int PLAYED = 0;
    static final int MISUSE = 2;

    private static final String USAGE = """
            Usage: bin/risk-replay [options] STREAM.jsonl

              plays logins, sorted by time, through a policy; one line of JSON for each, then a summary on the error output

              --mfa N         score from which a second factor is asked, 0 to 100 (default 50)
              --phr N         score from which a passkey is asked (default 80)
              --places FILE   MMDB of countries or cities, where the stream has no "country"
              --asn FILE      MMDB of autonomous systems, where the stream has no "asn"
              --zone ZONE     time zone of the realm (default UTC)
              --deny, --allow, --tor, --vpn, --datacenter FILE   networks, one to a line

            A line: {"time_ms":…,"user":"…","ip":"…","asn":…,"country":"…","region":"…","lat":…,"lon":…,"user_agent":"…",
            "device_cookie":"…","success":true,"mfa_passed":false,"label":"attack" or "legit"}; only time_ms and user must be there.
            """;

    private final Map<Reputation.Listing, String> lists = new EnumMap<>(Reputation.Listing.class);
    private double mfa = RiskPolicy.DEFAULT.mfaFrom();
    private double phr = RiskPolicy.DEFAULT.phishingResistantFrom();
    private Optional<Path> places = Optional.empty();
    private Optional<Path> providers = Optional.empty();
    private Optional<Path> stream = Optional.empty();
    private ZoneId zone = ZoneOffset.UTC;

    private ReplayCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.print(USAGE);
            return PLAYED;
        }
        try {
            ReplayCommand command = new ReplayCommand();
            command.read(arguments);
            command.play(out, err);
            return PLAYED;
        } catch (IllegalArgumentException | DateTimeException | IOException e) {
            err.println("risk-replay: " + Optional.ofNullable(e.getMessage()).orElse("cannot be read"));
            return MISUSE;
        }
    }

    private void read(List<String> arguments) throws IOException {
        for (int at = 0; at < arguments.size(); at++) {
            String argument = arguments.get(at);
            if (!argument.startsWith("--")) {
                stream = Optional.of(file(argument));
                continue;
            }
            if (++at == arguments.size()) {
                throw new IllegalArgumentException(argument + " needs a value");
            }
            String value = arguments.get(at);
            switch (argument) {
                case "--mfa" -> mfa = Double.parseDouble(value);
                case "--phr" -> phr = Double.parseDouble(value);
                case "--places" -> places = Optional.of(file(value));
                case "--asn" -> providers = Optional.of(file(value));
                case "--zone" -> zone = ZoneId.of(value);
                case "--deny" -> list(Reputation.Listing.DENY, value);
                case "--allow" -> list(Reputation.Listing.ALLOW, value);
                case "--tor" -> list(Reputation.Listing.TOR, value);
                case "--vpn" -> list(Reputation.Listing.VPN, value);
                case "--datacenter" -> list(Reputation.Listing.DATACENTER, value);
                default -> throw new IllegalArgumentException("unknown: " + argument);
            }
        }
    }

    private void list(Reputation.Listing listing, String name) throws IOException {
        lists.put(listing, Files.readString(file(name)));
    }

    private static Path file(String name) {
        Path file = Path.of(name);
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("there is no file " + name + " that can be read");
        }
        return file;
    }

    private void play(PrintStream out, PrintStream err) throws IOException {
        Path from = stream.orElseThrow(() -> new IllegalArgumentException("name a stream; --help says how"));
        RiskPolicy defaults = RiskPolicy.DEFAULT;
        ReplayStream replay = new ReplayStream(
                new RiskPolicy(
                        RiskPolicy.Mode.SHADOW,
                        mfa,
                        phr,
                        defaults.stuffingPeople(),
                        defaults.learnDays(),
                        defaults.learnPeople(),
                        zone),
                new MmdbPlaces(places, providers, Clock.systemUTC(), FileTrouble.UNHEARD),
                NetworkLists.parse(lists),
                zone);
        try (BufferedReader lines = Files.newBufferedReader(from)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    out.println(next(replay, line, number));
                }
            }
        }
        err.print(replay.summary());
    }

    private static String next(ReplayStream replay, String line, int number) {
        try {
            return replay.next(line);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }
}
