package dev.mfapack.tests.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** JSON that is as a schema says, and ways to make it something else. */
final class HostileJson {

    /** Lone halves of a surrogate pair can be written as escapes alone. */
    private static final ObjectMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Characters, numbers, dates and ids that somebody forgets to think of, and what other programs take for an instruction. */
    private static final List<String> STRINGS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\t\r\n",
            "\u0007\u001b[31m",
            "\ud800",
            "x\udc00y",
            "\udbff\ud800",
            "\uffff",
            "\u202eabc\u202c",
            "\u200b",
            "\ud83d\ude00",
            "é".repeat(60),
            "’' or 1=1 --",
            "\"; drop table CREDENTIAL",
            "%' escape '",
            "${jndi:ldap://127.0.0.1/a}",
            "#{7*7}",
            "<script>alert(1)</script>",
            "../../../../etc/passwd",
            "%00",
            "%2e%2e%2f",
            "-1",
            "0",
            "1e999",
            "99999999999999999999999999",
            "NaN",
            "null",
            "true",
            "[]",
            "{}",
            "0000-00-00",
            "+999999999-12-31",
            "-999999999-01-01",
            "2027-02-30",
            "9999-12-31T23:59:59.999999999Z",
            "+1000000000-12-31T23:59:59Z",
            "00000000-0000-0000-0000-000000000000",
            "1-1-1-1-1",
            "ffffffff-ffff-ffff-ffff-fffffffffffg",
            "+4900000000000000000000000000000000",
            "+49152288173",
            "a@b",
            "\"a b\"@example.org",
            "a@xn--.example",
            "x".repeat(61),
            "x".repeat(300),
            "x".repeat(5_000));

    /** CBOR that promises more than it holds, or holds more than it should (RFC 8949, section 3). */
    private static final List<String> CBOR = List.of(
            "9f9f9f9f9f9f9f9f",
            "5b7fffffffffffffff",
            "5bffffffffffffffff00",
            "9a7fffffff",
            "bb00000000ffffffff",
            "bf6161",
            "ff",
            "f6",
            "fb7ff8000000000000",
            "c249010000000000000000",
            "a1a16161a0a0",
            "a0",
            "a363666d74646e6f6e656761747453746d74a068617574684461746140",
            "a363666d74667061636b65646761747453746d74a068617574684461746158250000",
            "a363666d74f66761747453746d74f6686175746844617461f6",
            "a363666d74687469706d2d61696b6761747453746d7480686175746844617461f6");

    private final ApiDescription description;
    private final FuzzCaller caller;
    private final RandomGenerator random;

    HostileJson(ApiDescription description, FuzzCaller caller, RandomGenerator random) {
        this.description = description;
        this.caller = caller;
        this.random = random;
    }

    /** JSON in ASCII. */
    static String text(JsonNode node) {
        try {
            return ESCAPING.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    String hostileString() {
        return any(STRINGS);
    }

    /** Something that the schema allows. */
    JsonNode valid(String name, JsonNode given) {
        JsonNode schema = description.resolved(given);
        if (schema.has("oneOf")) {
            return valid(name, any(list(schema.path("oneOf"))));
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.has("enum")) {
            return any(list(schema.path("enum")));
        }
        String type = schema.path("type").isArray()
                ? schema.at("/type/0").asText()
                : schema.path("type").asText("object");
        return switch (type) {
            case "object" -> object(schema);
            case "array" -> NODES.arrayNode().add(valid(name, schema.path("items")));
            case "integer" -> NODES.numberNode(random.nextInt(0, 1000));
            case "number" -> NODES.numberNode(random.nextInt(0, 100));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.textNode(string(name, schema));
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = NODES.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(it -> required.add(it.asText()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) || random.nextInt(3) > 0) {
                object.set(property.getKey(), valid(property.getKey(), property.getValue()));
            }
        }
        if (schema.path("additionalProperties").isObject()) {
            object.put(
                    any(List.of("mfa.mode", "mfa.level.habit", "mfa.sms.countries", "mfa.unknown", "other")),
                    any(List.of("off", "shadow", "enforcing", "true", "DE,FR", "x")));
        }
        return object;
    }

    private String string(String name, JsonNode schema) {
        return switch (schema.path("format").asText(name)) {
            case "uuid" -> caller.anyId(random).orElseGet(this::uuid);
            case "date" -> "2027-12-31";
            case "date-time" -> "2026-01-01T00:00:00Z";
            case "credential", "id" -> caller.anyId(random).orElseGet(this::uuid);
            case "codeChallenge", "dpopJkt" -> base64Url(random.nextInt(31, 34));
            case "code" -> "%06d".formatted(random.nextInt(1_000_000));
            case "number", "destination" -> "+4915254%06d".formatted(random.nextInt(1_000_000));
            case "address" -> "a%d@mail.example".formatted(random.nextInt(1_000_000));
            case "service" -> any(List.of("cron", "imap", "other", "nothing"));
            case "clientId", "clients" -> any(List.of("sample-app", "mail-server", "nobody"));
            case "username" -> any(List.of("basic-0", "best-0", "nobody"));
            case "clientDataJSON" -> clientData();
            case "attestationObject", "authenticatorData", "signature", "publicKey", "rawId", "userHandle" -> cbor();
            default -> "w" + random.nextInt(100_000);
        };
    }

    /** Hostile bytes as base64url. */
    String cbor() {
        return switch (random.nextInt(4)) {
            case 0 -> base64Url(random.nextInt(200));
            case 1 -> encoded(HexFormat.of().parseHex(any(CBOR)));
            case 2 -> encoded(HexFormat.of().parseHex("81".repeat(random.nextInt(1, 6_000))));
            default -> any(List.of("=", "====", "AAA+/", "A", "\u00e9", "AAAA\n", "AA=A"));
        };
    }

    /** A genuine answer of which a bit, a byte or the end is another. */
    String spoiled(String base64Url) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(base64Url);
        } catch (IllegalArgumentException e) {
            return cbor();
        }
        if (bytes.length == 0) {
            return cbor();
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(5)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> bytes = Arrays.copyOf(bytes, at);
            case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 100));
            default -> bytes[0] = (byte) random.nextInt(256);
        }
        return encoded(bytes);
    }

    private String clientData() {
        return encoded(any(List.of(
                        "{}",
                        "{\"type\":\"webauthn.get\"}",
                        "{\"type\":\"webauthn.create\",\"challenge\":\"AAAA\",\"origin\":\"http://localhost\"}",
                        "{\"type\":null,\"challenge\":null,\"origin\":null}",
                        "{\"type\":\"webauthn.get\",\"challenge\":\"AAAA\",\"origin\":\"::\"}",
                        "{\"type\":\"webauthn.get\",\"challenge\":\"AAAA\",\"origin\":\"\",\"tokenBinding\":{\"status\":\"x\"}}",
                        "[]",
                        "{",
                        "\u0000"))
                .getBytes(StandardCharsets.UTF_8));
    }

    /** The same with one value of it changed to {@code becomes}; what holds no value at all becomes it itself. */
    JsonNode changed(JsonNode node, UnaryOperator<JsonNode> becomes) {
        List<Runnable> places = new ArrayList<>();
        places(node, becomes, places);
        if (places.isEmpty()) {
            return becomes.apply(node);
        }
        any(places).run();
        return node;
    }

    private static void places(JsonNode node, UnaryOperator<JsonNode> becomes, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                places.add(() -> object.set(field.getKey(), becomes.apply(field.getValue())));
                places(field.getValue(), becomes, places);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                places.add(() -> array.set(at, becomes.apply(array.get(at))));
                places(array.get(at), becomes, places);
            }
        }
    }

    /** A value of a kind that was not meant. */
    JsonNode otherKind() {
        return switch (random.nextInt(9)) {
            case 0 -> NODES.numberNode(random.nextLong());
            case 1 -> NODES.numberNode(-1);
            case 2 -> NODES.numberNode(new BigDecimal("1e400"));
            case 3 -> NODES.booleanNode(true);
            case 4 -> NODES.nullNode();
            case 5 -> NODES.arrayNode();
            case 6 -> NODES.arrayNode().add("x").add(NODES.objectNode());
            case 7 -> NODES.objectNode();
            default -> NODES.objectNode().put("x", "y");
        };
    }

    private String base64Url(int bytes) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        return encoded(content);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> values = new ArrayList<>();
        array.forEach(values::add);
        return values;
    }
}
