package dev.mfapack.smsgateways.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.Handover.Kind;
import dev.mfapack.smsgateways.transport.Exchange;
import dev.mfapack.smsgateways.transport.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what a provider answered. What it says is never repeated as it is: it may hold the number or the text.
 *
 * @param statuses statuses of a message that was taken
 * @param success where a taken message is told, in answers with such a status; empty when the status says it all
 * @param taken the values that tell it
 * @param id where the provider's id of the message stands
 * @param error where a code stands that tells why not
 * @param refused the codes that are about this message or number
 * @param trouble the codes that are about trouble at the provider; what another code is about, the status says, and with a
 *     status of success it is the account
 */
record Answers(
        StatusRanges statuses,
        Optional<JsonPointer> success,
        Set<String> taken,
        Optional<JsonPointer> id,
        Optional<JsonPointer> error,
        Set<String> refused,
        Set<String> trouble) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Names and short numbers: too short for a code that people type or a telephone number. */
    private static final Pattern TELLABLE = Pattern.compile("[A-Za-z][A-Za-z_-]{0,59}[0-9]{0,4}|[0-9]{1,5}");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

    static Answers from(HttpOptions options) {
        Answers answers = new Answers(
                StatusRanges.of(
                        options.get("success-status").isPresent()
                                ? options.list("success-status")
                                : List.of("200-299")),
                pointer(options, "success-pointer"),
                Set.copyOf(options.list("success-values")),
                pointer(options, "id-pointer"),
                pointer(options, "error-pointer"),
                Set.copyOf(options.list("errors-refused")),
                Set.copyOf(options.list("errors-trouble")));
        if (answers.success.isPresent() == answers.taken.isEmpty()) {
            throw new IllegalArgumentException("success-pointer and success-values must be given together");
        }
        if (answers.error.isEmpty() && !(answers.refused.isEmpty() && answers.trouble.isEmpty())) {
            throw new IllegalArgumentException("errors-refused and errors-trouble need error-pointer");
        }
        return answers;
    }

    Handover read(Exchange.Answered answer) {
        JsonNode body = json(answer.body());
        if (!statuses.contain(answer.status())) {
            Handover.Failed byStatus = HttpStatus.failed(answer.status());
            return failure(body, byStatus.kind()).orElse(byStatus);
        }
        if (success.isEmpty()) {
            return taken(body);
        }
        JsonNode told = body.at(success.get());
        if (!told.isValueNode()) {
            return new Handover.Failed("answer-unreadable", Kind.UNCERTAIN);
        }
        return taken.contains(told.asText())
                ? taken(body)
                : failure(body, Kind.ACCOUNT).orElseGet(() -> new Handover.Failed("not-taken", Kind.ACCOUNT));
    }

    private Handover taken(JsonNode body) {
        return new Handover.Taken(id.map(body::at)
                .map(JsonNode::asText)
                .filter(ID.asMatchPredicate())
                .orElse(null));
    }

    private Optional<Handover.Failed> failure(JsonNode body, Kind otherwise) {
        return error.map(body::at)
                .map(JsonNode::asText)
                .filter(TELLABLE.asMatchPredicate())
                .map(code -> new Handover.Failed("code-" + code, kindOf(code, otherwise)));
    }

    private Kind kindOf(String code, Kind otherwise) {
        if (refused.contains(code)) {
            return Kind.REFUSED;
        }
        return trouble.contains(code) ? Kind.TROUBLE : otherwise;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<JsonPointer> pointer(HttpOptions options, String name) {
        return options.get(name).map(text -> {
            try {
                return JsonPointer.compile(text.strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " must be a JSON pointer such as /messages/0/status", e);
            }
        });
    }
}
