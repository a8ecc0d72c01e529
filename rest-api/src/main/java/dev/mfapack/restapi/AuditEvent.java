package dev.mfapack.restapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mfapack.core.audit.chain.ChainRow;
import dev.mfapack.core.audit.chain.PersonalField;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One record as administrators see it; {@code docs/audit.md} says what each field means. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditEvent(
        String id,
        String time,
        String type,
        String outcome,
        @Nullable String person,
        @Nullable String actor,
        @Nullable String client,
        @Nullable String session,
        @Nullable String factor,
        @Nullable String credential,
        @Nullable Integer levelBefore,
        @Nullable Integer level,
        List<String> reasons,
        @Nullable String address,
        @Nullable String userAgent,
        @Nullable String request) {

    /** The columns of a CSV file. */
    static final List<String> NAMES = List.of(
            "id",
            "time",
            "type",
            "outcome",
            "person",
            "actor",
            "client",
            "session",
            "factor",
            "credential",
            "levelBefore",
            "level",
            "reasons",
            "address",
            "userAgent",
            "request");

    static AuditEvent of(ChainRow row) {
        return new AuditEvent(
                row.id(),
                Instant.ofEpochMilli(row.time()).toString(),
                row.type(),
                row.outcome(),
                row.personal().get(PersonalField.PERSON),
                row.personal().get(PersonalField.ACTOR),
                row.client(),
                row.personal().get(PersonalField.SESSION),
                row.factor(),
                row.personal().get(PersonalField.CREDENTIAL),
                row.levelBefore(),
                row.level(),
                row.reasons() == null ? List.of() : Arrays.asList(row.reasons().split(",", -1)),
                row.personal().get(PersonalField.ADDRESS),
                row.personal().get(PersonalField.USER_AGENT),
                row.personal().get(PersonalField.REQUEST));
    }

    /** The cells of a line, in the order of {@link #NAMES}. */
    List<String> cells() {
        return Stream.of(
                        id,
                        time,
                        type,
                        outcome,
                        person,
                        actor,
                        client,
                        session,
                        factor,
                        credential,
                        levelBefore,
                        level,
                        String.join(" ", reasons),
                        address,
                        userAgent,
                        request)
                .map(AuditEvent::cell)
                .toList();
    }

    /**
     * What a spreadsheet would run as a formula becomes a text (OWASP, CSV injection): somebody's client id or browser may begin
     * as one does.
     */
    static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return !text.isEmpty() && "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
