package dev.mfapack.restapi;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.audit.chain.ChainRow;
import dev.mfapack.core.audit.chain.Finding;
import dev.mfapack.core.audit.chain.Report;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.persistence.AuditAddress;
import dev.mfapack.persistence.AuditChainProvider;
import dev.mfapack.persistence.AuditCursor;
import dev.mfapack.persistence.AuditEvents;
import dev.mfapack.persistence.AuditFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The audit log of a realm: queried, exported and verified by whoever may view its events. */
public final class AuditResource {

    /**
     * One page.
     *
     * @param events the latest first
     * @param next what to send as {@code after} for the next page; null when this is the last one
     */
    record Page(List<AuditEvent> events, @Nullable String next) {}

    /** What a verification came to, see {@link Report}. */
    record Verification(
            boolean sound,
            long firstBatch,
            long lastBatch,
            @Nullable String lastHash,
            long rows,
            long erased,
            long unsealed,
            Set<String> keys,
            long found,
            List<Finding> findings) {

        static Verification of(Report report) {
            return new Verification(
                    report.isSound(),
                    report.firstBatch(),
                    report.lastBatch(),
                    report.lastHash(),
                    report.rows(),
                    report.erased(),
                    report.unsealed(),
                    report.keys(),
                    report.found(),
                    report.findings());
        }
    }

    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final Set<String> FILTERS =
            Set.of("person", "actor", "type", "outcome", "factor", "client", "address", "from", "to");

    private final AdminCall call;
    private final KeycloakSession session;
    private final RealmModel realm;

    AuditResource(AdminCall call) {
        this.call = call;
        this.session = call.session();
        this.realm = call.realm();
    }

    /** One page of what the filters let through. */
    @GET
    @Path("events")
    @Produces(MediaType.APPLICATION_JSON)
    public Response events(@Context UriInfo uri) {
        call.requireViewEvents();
        Query asked = new Query(uri.getQueryParameters());
        asked.requireKnown(FILTERS, "after", "max");
        int most = (int) asked.number("max", PAGE, 1, LARGEST_PAGE);
        AuditCursor after = asked.parsed("after", AuditCursor::parse);
        List<ChainRow> rows = new AuditEvents(session).page(filter(asked), after, most + 1);
        List<ChainRow> page = rows.subList(0, Math.min(most, rows.size()));
        String next =
                rows.size() > most ? AuditCursor.of(page.get(page.size() - 1)).toString() : null;
        return plain(new Page(page.stream().map(AuditEvent::of).toList(), next));
    }

    /** All rows and checkpoints in the order of the chain, or, as CSV, what the filters let through. */
    @GET
    @Path("export")
    public Response export(@Context UriInfo uri) {
        call.requireViewEvents();
        Query asked = new Query(uri.getQueryParameters());
        String format = Objects.requireNonNullElse(asked.text("format"), "jsonl");
        StreamingOutput stream = switch (format) {
            case "jsonl" -> jsonLines(asked);
            case "csv" -> csv(asked);
            default -> throw ProblemException.badRequest("format must be jsonl or csv.");
        };
        Audit.of(session).admin(AuditType.AUDIT_EXPORTED, call.administrator(), List.of(format));
        return Response.ok(stream)
                .type(format.equals("csv") ? "text/csv;charset=utf-8" : "application/jsonl")
                .header("Content-Disposition", "attachment; filename=\"mfa-audit." + format + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Goes along the chain; the body may hold checkpoints that the caller has kept, one a line. */
    @POST
    @Path("verify")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    public Response verify(String known) {
        call.requireViewEvents();
        List<String> witnesses = Stream.of((known == null ? "" : known).split("\\s+"))
                .filter(jws -> !jws.isEmpty())
                .toList();
        Report report = session.getProvider(AuditChainProvider.class).verify(realm, witnesses);
        return plain(Verification.of(report));
    }

    private StreamingOutput jsonLines(Query asked) {
        asked.asked().keySet().stream()
                .filter(name -> !Set.of("format", "after").contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ProblemException.badRequest(
                            "Whole batches are exported, so that they can be verified: " + name + " goes with csv.");
                });
        long after = asked.number("after", 0, 0, Long.MAX_VALUE - 1);
        AuditChainProvider chain = session.getProvider(AuditChainProvider.class);
        try {
            chain.requireBatch(realm, after);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("after: " + e.getMessage() + ".");
        }
        return to -> {
            try (Writer writer = writer(to)) {
                chain.export(realm, after, writer);
            }
        };
    }

    private StreamingOutput csv(Query asked) {
        asked.requireKnown(FILTERS, "format");
        AuditFilter filter = filter(asked);
        AuditEvents events = new AuditEvents(session);
        return to -> {
            try (CsvWriter csv = CsvWriter.builder().build(writer(to))) {
                csv.writeRecord(AuditEvent.NAMES);
                List<ChainRow> page = events.page(filter, null, LARGEST_PAGE);
                while (!page.isEmpty()) {
                    page.forEach(row -> csv.writeRecord(AuditEvent.of(row).cells()));
                    page = events.page(filter, AuditCursor.of(page.get(page.size() - 1)), LARGEST_PAGE);
                }
            }
        };
    }

    private static Writer writer(OutputStream to) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    }

    private AuditFilter filter(Query asked) {
        return new AuditFilter(
                realm.getId(),
                asked.text("person"),
                asked.text("actor"),
                asked.text("type"),
                asked.text("outcome"),
                asked.text("factor"),
                asked.text("client"),
                asked.parsed("address", AuditAddress.of(session, realm)::everKept),
                asked.time("from"),
                asked.time("to"),
                List.of());
    }

    private static Response plain(Object answer) {
        return Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
