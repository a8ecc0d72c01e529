package dev.mfapack.restapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.challenge.Destination;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.code.CodeCredentialModel;
import dev.mfapack.factors.code.Destinations;
import dev.mfapack.factors.sms.SmsFactor;
import dev.mfapack.persistence.CredentialHolders;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;

/**
 * Takes over the numbers that another pack keeps as credentials of the type {@code mobile-number}. Those stay as they are, so
 * that there is a way back; what was taken over before is left alone.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class ImportResource {

    /**
     * What is asked for.
     *
     * @param confirmed whether the numbers count at once (default: each person proves theirs first)
     * @param after the id of the person after whom to go on (default: from the first)
     */
    record Wanted(boolean confirmed, @Nullable String after) {}

    /**
     * What was done for one call's people.
     *
     * @param imported numbers that were taken over
     * @param known numbers that their people had already
     * @param unreadable ids of people whose credential holds no number to which a code can be sent
     * @param next the id to go on after; null when nobody is left
     */
    record Imported(
            int imported,
            int known,
            List<String> unreadable,
            @Nullable String next) {}

    private static final String THEIRS = "mobile-number";

    /** A call's people are taken over in one transaction, which at this number takes a few seconds. */
    private static final int PEOPLE = 500;

    private static final ObjectMapper STRICT = new ObjectMapper().registerModule(PlainText.module());

    private final AdminCall call;

    ImportResource(AdminCall call) {
        this.call = call;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response takeOver(String body) {
        call.requireManagePeople();
        Wanted wanted = parse(body);
        List<String> people = new CredentialHolders(call.session())
                .of(call.realm().getId(), THEIRS, Objects.requireNonNullElse(wanted.after(), ""), PEOPLE);
        Tally tally = new Tally();
        people.stream()
                .map(id -> call.session().users().getUserById(call.realm(), id))
                .filter(Objects::nonNull)
                .forEach(person -> takeOver(person, wanted.confirmed(), tally));
        Imported imported = new Imported(
                tally.imported, tally.known, tally.unreadable, people.size() < PEOPLE ? null : people.get(PEOPLE - 1));
        call.changed(
                AuditType.CREDENTIALS_IMPORTED,
                List.of(
                        THEIRS,
                        "imported " + tally.imported,
                        "known " + tally.known,
                        wanted.confirmed() ? "confirmed" : "unconfirmed"),
                imported);
        return Response.ok(imported)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static final class Tally {
        int imported;
        int known;
        final List<String> unreadable = new ArrayList<>();
    }

    private void takeOver(UserModel person, boolean confirmed, Tally tally) {
        List<CredentialModel> theirs = person.credentialManager()
                .getStoredCredentialsByTypeStream(THEIRS)
                .toList();
        for (CredentialModel credential : theirs) {
            Optional<? extends Destination> number =
                    number(credential).flatMap(typed -> SmsFactor.INSTANCE.read(typed, call.realm()));
            if (number.isEmpty()) {
                tally.unreadable.add(person.getId());
            } else if (isThere(person, number.get())) {
                tally.known++;
            } else {
                store(person, number.get(), confirmed);
                tally.imported++;
            }
        }
    }

    private boolean isThere(UserModel person, Destination number) {
        return Destinations.of(SmsFactor.INSTANCE, call.session(), person)
                .all()
                .anyMatch(known -> known.destination().equals(number));
    }

    private static void store(UserModel person, Destination number, boolean confirmed) {
        CodeCredentialModel model = CodeCredentialModel.create(
                SmsFactor.INSTANCE, number, freeLabel(person, number), KeycloakClock.INSTANCE.instant());
        person.credentialManager().createStoredCredential(confirmed ? model : model.unconfirmed());
    }

    /** Two numbers may look alike when they are masked, and Keycloak takes each name once. */
    private static String freeLabel(UserModel person, Destination number) {
        Set<String> taken = person.credentialManager()
                .getStoredCredentialsStream()
                .map(CredentialModel::getUserLabel)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> i == 1 ? number.masked() : number.masked() + " (" + i + ")")
                .filter(label -> !taken.contains(label))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> number(CredentialModel credential) {
        try {
            return Optional.ofNullable(STRICT.readTree(credential.getCredentialData())
                    .path("mobileNumber")
                    .textValue());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Wanted parse(@Nullable String body) {
        try {
            Wanted wanted =
                    body == null || body.isBlank() ? new Wanted(false, null) : STRICT.readValue(body, Wanted.class);
            return Objects.requireNonNull(wanted);
        } catch (JsonProcessingException | NullPointerException e) {
            throw ProblemException.badRequest(
                    "A JSON object is expected, with no fields but confirmed (true or false) and after (a person's id).");
        }
    }
}
