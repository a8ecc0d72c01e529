package dev.mfapack.tests.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.mfapack.tests.bench.JsonHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The description of the API, which every request and every answer of the tests is held against: OpenAPI 3.1, whose schemas are JSON Schema 2020-12. */
final class ApiDescription {

    private static final Path FILE = Path.of("../../rest-api/src/main/resources/dev/mfapack/restapi/openapi.yaml");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final ApiDescription OF_THE_PACK = new ApiDescription(read());

    private final ObjectNode description;
    private final ObjectNode closed;
    private final Map<JsonNode, JsonSchema> schemas = Collections.synchronizedMap(new IdentityHashMap<>());

    private ApiDescription(ObjectNode description) {
        this.description = description;
        this.closed = closed(description);
    }

    static ApiDescription ofThePack() {
        return OF_THE_PACK;
    }

    /** As a server tells it. */
    static ApiDescription of(String yaml) {
        try {
            return new ApiDescription((ObjectNode) new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whom a call is for. */
    enum Audience {
        ANYBODY,
        PERSON,
        SERVICE,
        ADMINISTRATOR
    }

    /**
     * One call as it is described.
     *
     * @param server the path that the call's own path follows, with {@code {realm}} in it
     * @param query the parameters of the address
     * @param contentType of what it takes; empty when it takes nothing
     * @param body the schema of that
     */
    record Operation(
            String id,
            String method,
            String server,
            String path,
            Audience audience,
            List<JsonNode> query,
            String contentType,
            JsonNode body) {}

    /** All of them, in the order of the description. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(it -> it.getValue().has("operationId"))
                        .forEach(it ->
                                operations.add(operation(path.getKey(), path.getValue(), it.getKey(), it.getValue()))));
        return operations;
    }

    private Operation operation(String path, JsonNode shared, String method, JsonNode operation) {
        Map.Entry<String, JsonNode> content = operation.at("/requestBody/content").properties().stream()
                .findFirst()
                .orElse(Map.entry("", MissingNode.getInstance()));
        return new Operation(
                operation.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                (shared.has("servers") ? shared : description)
                        .at("/servers/0/url")
                        .asText(),
                path,
                audience(operation),
                StreamSupport.stream(operation.path("parameters").spliterator(), false)
                        .filter(it -> it.path("in").asText().equals("query"))
                        .toList(),
                content.getKey(),
                resolved(content.getValue().path("schema")));
    }

    private Audience audience(JsonNode operation) {
        JsonNode security = operation.has("security") ? operation.path("security") : description.path("security");
        if (security.isEmpty() || security.get(0).isEmpty()) {
            return Audience.ANYBODY;
        }
        return switch (security.get(0).fieldNames().next()) {
            case "service" -> Audience.SERVICE;
            case "admin" -> Audience.ADMINISTRATOR;
            default -> Audience.PERSON;
        };
    }

    /** What a reference leads to; anything else as it is. */
    JsonNode resolved(JsonNode node) {
        return resolved(description, node);
    }

    /** A call that takes JSON. */
    record Call(String method, String path, List<String> fields) {}

    /** Those that an app, or a service, may send JSON to. */
    List<Call> callsThatTakeJson() {
        List<Call> calls = new ArrayList<>();
        description.path("paths").properties().stream()
                .filter(path -> path.getValue().path("servers").isMissingNode())
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> !operation
                                .getValue()
                                .at("/requestBody/content/application~1json")
                                .isMissingNode())
                        .forEach(operation -> calls.add(new Call(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                fields(operation.getValue())))));
        return calls;
    }

    private List<String> fields(JsonNode operation) {
        JsonNode schema = resolved(description, operation.at("/requestBody/content/application~1json/schema"));
        List<String> fields = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    /** What is wrong with a body that the described call would send; empty when nothing is. */
    Set<ValidationMessage> problemsOfRequest(String method, String path, String json) {
        JsonNode content = operation(description, method, path).at("/requestBody/content/application~1json/schema");
        return problems(description, content, json);
    }

    /**
     * Fails when an answer is not as described: its status, type, headers and content. A field that is not described is wrong here, though an app would have
     * to bear it.
     */
    void assertDescribed(String method, String path, MfaApi.Reply reply) {
        String wrong = wrongIn(operation(closed, method, path), reply.status(), reply::header, reply.body());
        if (!wrong.isEmpty()) {
            throw new AssertionError(wrong + ": " + method + " " + path + " → " + reply.status() + " " + reply.body());
        }
    }

    /** Whether the described call may answer so at all. */
    boolean describes(Operation call, int status) {
        return closed(call).path("responses").has(String.valueOf(status));
    }

    /** What is not as described in an answer; empty when all is. */
    String wrongIn(Operation call, RawConnection.Answer answer) {
        return wrongIn(closed(call), answer.status(), answer::header, answer.body());
    }

    /** What is wrong with an answer as a problem of that status, RFC 9457; empty when nothing is. */
    String wrongAsProblem(RawConnection.Answer answer) {
        ObjectNode any = JsonHttp.MAPPER.createObjectNode();
        any.withObject("responses").set(String.valueOf(answer.status()), closed.at("/components/responses/Problem"));
        return wrongIn(any, answer.status(), answer::header, answer.body());
    }

    private JsonNode closed(Operation call) {
        return closed.path("paths").path(call.path()).path(call.method().toLowerCase(Locale.ROOT));
    }

    private String wrongIn(JsonNode operation, int status, UnaryOperator<String> header, String body) {
        JsonNode answer = resolved(closed, operation.path("responses").path(String.valueOf(status)));
        if (answer.isMissingNode()) {
            return "Not described";
        }
        for (Map.Entry<String, JsonNode> described : answer.path("headers").properties()) {
            if (resolved(closed, described.getValue()).path("required").asBoolean()
                    && header.apply(described.getKey()).isEmpty()) {
                return "No header " + described.getKey();
            }
        }
        JsonNode content = answer.path("content");
        if (content.isMissingNode()) {
            return body.isEmpty() ? "" : "No content is described";
        }
        String type = header.apply("Content-Type").split(";", 2)[0];
        if (!content.has(type)) {
            return "Not described as " + type;
        }
        Set<ValidationMessage> problems =
                type.endsWith("json") ? problems(closed, content.path(type).path("schema"), body) : Set.of();
        return problems.isEmpty() ? "" : problems.toString();
    }

    /** A schema is the same object each time, and belongs to one of the two documents. */
    private Set<ValidationMessage> problems(ObjectNode document, JsonNode schema, String json) {
        return schemas.computeIfAbsent(schema, it -> compiled(document, it)).validate(json, InputFormat.JSON);
    }

    private static JsonSchema compiled(ObjectNode document, JsonNode schema) {
        ObjectNode root = JsonHttp.MAPPER.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.set("components", document.path("components"));
        root.putArray("allOf").add(schema);
        return SCHEMAS.getSchema(root, CONFIG);
    }

    private static JsonNode operation(ObjectNode document, String method, String path) {
        return document.path("paths").properties().stream()
                .filter(described -> matches(described.getKey(), path))
                .sorted((a, b) ->
                        Boolean.compare(a.getKey().contains("{"), b.getKey().contains("{")))
                .map(described -> described.getValue().path(method.toLowerCase(Locale.ROOT)))
                .filter(operation -> !operation.isMissingNode())
                .findFirst()
                .orElseThrow(() -> new AssertionError("Not described: " + method + " " + path));
    }

    private static boolean matches(String described, String path) {
        String pattern = Pattern.quote(described).replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q");
        return path.split("\\?", 2)[0].matches(pattern);
    }

    private static JsonNode resolved(ObjectNode document, JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    /** Every object that names its fields has no others. */
    private static ObjectNode closed(ObjectNode description) {
        ObjectNode copy = description.deepCopy();
        close(copy);
        return copy;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        StreamSupport.stream(node.spliterator(), false).forEach(ApiDescription::close);
    }

    private static ObjectNode read() {
        try {
            return (ObjectNode) new YAMLMapper().readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
