package dev.mfapack.restapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the flow installer. Nothing at all is a request too: for the whole realm.
 *
 * @param clients client ids that the flow is bound for; empty (default): the whole realm
 * @param apiClients client ids of apps that may call the REST API from then on; empty (default): none but those that may already
 * @param email whether people may get codes by email (default: no, unless the realm's flow holds them already)
 * @param digest of the plan that is to be applied
 * @param snapshot id of the one that is to be rolled back; null (default): the latest
 */
record FlowRequest(
        @Nullable List<String> clients,
        @Nullable List<String> apiClients,
        boolean email,
        @Nullable String digest,
        @Nullable String snapshot) {

    private static final ObjectMapper STRICT = new ObjectMapper().registerModule(PlainText.module());

    /** @throws ProblemException 400 when it is not such a JSON object */
    static FlowRequest parse(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return new FlowRequest(null, null, false, null, null);
        }
        try {
            FlowRequest request = STRICT.readValue(body, FlowRequest.class);
            if (request == null
                    || Stream.concat(request.clients().stream(), request.apiClients().stream())
                            .anyMatch(Objects::isNull)) {
                throw malformed();
            }
            return request;
        } catch (JsonProcessingException e) {
            throw malformed();
        }
    }

    @Override
    public List<String> clients() {
        return clients == null ? List.of() : clients;
    }

    @Override
    public List<String> apiClients() {
        return apiClients == null ? List.of() : apiClients;
    }

    /** @throws ProblemException 400 when it is missing */
    String requiredDigest() {
        if (digest == null) {
            throw ProblemException.badRequest("The digest of the plan that is to be applied is missing.");
        }
        return digest;
    }

    private static ProblemException malformed() {
        return ProblemException.badRequest(
                "A JSON object is expected, with no fields but clients and apiClients (lists of client ids), email (true or false), digest and snapshot.");
    }
}
