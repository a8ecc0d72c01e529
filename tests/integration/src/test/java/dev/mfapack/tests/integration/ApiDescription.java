package dev.mfapack.tests.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.mfapack.tests.bench.JsonHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    private ApiDescription(ObjectNode description) {
        this.description = description;
        this.closed = closed(description);
    }

    static ApiDescription ofThePack() {
        return OF_THE_PACK;
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
        JsonNode answer = resolved(
                closed, operation(closed, method, path).path("responses").path(String.valueOf(reply.status())));
        String call = method + " " + path + " → " + reply.status() + " " + reply.body();
        if (answer.isMissingNode()) {
            throw new AssertionError("Not described: " + call);
        }
        answer.path("headers").properties().forEach(header -> {
            if (resolved(closed, header.getValue()).path("required").asBoolean()
                    && reply.header(header.getKey()).isEmpty()) {
                throw new AssertionError("No header " + header.getKey() + ": " + call);
            }
        });
        JsonNode content = answer.path("content");
        if (content.isMissingNode()) {
            if (!reply.body().isEmpty()) {
                throw new AssertionError("No content is described: " + call);
            }
            return;
        }
        String type = reply.header("Content-Type").split(";", 2)[0];
        if (!content.has(type)) {
            throw new AssertionError("Not described as " + type + ": " + call);
        }
        if (type.endsWith("json")) {
            Set<ValidationMessage> problems =
                    problems(closed, content.path(type).path("schema"), reply.body());
            if (!problems.isEmpty()) {
                throw new AssertionError(problems + ": " + call);
            }
        }
    }

    private static Set<ValidationMessage> problems(ObjectNode document, JsonNode schema, String json) {
        ObjectNode root = JsonHttp.MAPPER.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.set("components", document.path("components"));
        root.putArray("allOf").add(schema);
        return SCHEMAS.getSchema(root, CONFIG).validate(json, InputFormat.JSON);
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
