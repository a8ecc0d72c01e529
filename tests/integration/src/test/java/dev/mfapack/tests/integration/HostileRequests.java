package dev.mfapack.tests.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mfapack.tests.bench.SoftPasskey;
import dev.mfapack.tests.integration.ApiDescription.Audience;
import dev.mfapack.tests.integration.ApiDescription.Operation;
import dev.mfapack.tests.integration.FuzzCaller.Ceremony;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Requests made from the description: each is as described but for one thing. Seed and index give the same request again, but for
 * tokens, ids and challenges, which the server gives anew.
 */
final class HostileRequests {

    /** What the API takes at most. */
    private static final int MOST_BYTES = 64 * 1024;

    /** The one thing that is not as described. */
    enum Twist {
        NONE,
        HOSTILE_STRING,
        OTHER_KIND,
        MISSING_FIELD,
        UNKNOWN_FIELD,
        DOUBLE_FIELD,
        DEEP,
        NEARLY_TOO_LARGE,
        TOO_LARGE,
        TRUNCATED,
        NO_JSON,
        NO_UTF8,
        OTHER_TYPE,
        OTHER_METHOD,
        HOSTILE_PATH,
        HOSTILE_QUERY,
        HOSTILE_HEADER;

        /** Whether method and path are those of the call that was meant. */
        boolean isOnTarget() {
            return this != OTHER_METHOD && this != HOSTILE_PATH;
        }
    }

    private static final List<String> SEGMENTS = List.of(
            "..",
            ".",
            "%2e%2e",
            "%2e%2e%2f%2e%2e%2fstatus",
            "..%2f..%2fadmin",
            "..;",
            "..%5c..",
            "%2f",
            "a%2fb",
            "%00",
            "a%00b",
            "%0d%0aX-Injected:%20y",
            "%c0%af",
            "%ff",
            "%",
            "%zz",
            "%u0041",
            "%ed%a0%80",
            "%F0%9F%98%80",
            "a;b=c",
            "%7Bid%7D",
            "{id}",
            "'%20or%201=1--",
            "*",
            "null",
            "-1",
            "1-1-1-1-1",
            "\"",
            "<script>",
            "x".repeat(300),
            "x".repeat(3_000),
            "");

    /**
     * Each is a type, and none says that the content has parts: to a type that is none, to parts that are none and to a form with a wrong escape Keycloak 26.7
     * answers 500 by filters of its own at every address, before a resource is asked or whatever it says.
     */
    private static final List<String> TYPES = List.of(
            "text/plain",
            "text/html",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "application/xml",
            "application/cbor",
            "application/octet-stream",
            "application/json; charset=utf-16",
            "application/json; charset=none",
            "application/*",
            "*/*");

    private static final List<String> HEADERS = List.of(
            "Accept: image/png",
            "Accept: text/html",
            "Accept: application/json;q=0",
            "Accept: application/json;q=x",
            "Accept: ;;;",
            "Accept: " + "a/b,".repeat(500),
            "Accept-Language: \u00e9;q=;;,,",
            "Accept-Language: " + "x-".repeat(300),
            "Accept-Charset: utf-99",
            "Accept-Encoding: x;q=9",
            "Content-Encoding: gzip",
            "Content-Encoding: rubbish",
            "Content-Language: $$",
            "Cookie: KEYCLOAK_IDENTITY=x.y.z; KC_RESTART=%%; AUTH_SESSION_ID=..",
            "Cookie: =;;;==;\u0001",
            "Cookie: " + "a=b; ".repeat(700),
            "Origin: null",
            "Origin: https://evil.example",
            "Origin: \u00e9",
            "Origin: http://[",
            "DPoP: x",
            "DPoP: e30.e30.e30",
            "Forwarded: for=\"_x\";proto=gopher;host=evil.example",
            "X-Forwarded-For: '; drop, ::::, 999.999.999.999",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: gopher",
            "X-HTTP-Method-Override: DELETE",
            "X-Original-URL: /admin",
            "If-None-Match: *",
            "If-Modified-Since: never",
            "Range: bytes=0-0,-1,5-2",
            "Expect: the-unexpected",
            "Transfer-Encoding: rubbish",
            "Content-Length: 1",
            "Content-Length: -1",
            "Authorization: Bearer x",
            "traceparent: 00-x-y-z",
            "User-Agent: ${jndi:ldap://127.0.0.1/a}",
            "User-Agent: " + "x".repeat(4_000),
            "X-Long: " + "x".repeat(9_000),
            "X-Nul: a\u0000b",
            "No colon",
            ": no name",
            "X-Folded: a\r\n b");

    private static final List<String> METHODS = List.of(
            "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "get", "X".repeat(60));

    private static final List<String> NOT_JSON = List.of(
            "",
            " ",
            "null",
            "true",
            "0",
            "\"\"",
            "[]",
            "[{}]",
            "{",
            "}",
            "{}{}",
            "{} x",
            "{'a':'b'}",
            "{a:1}",
            "{\"a\":1,}",
            "{\"a\":NaN}",
            "{\"a\":01}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\ud8\"}",
            "{\"a\":\"\u0001\"}",
            "// comment\n{}",
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
            "a=b&c=d",
            "{\"@class\":\"x\",\"@type\":\"y\"}",
            "{\"\":\"\"}",
            "{\"__proto__\":{}}");

    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private final long seed;
    private final ApiDescription description;
    private final List<FuzzCaller> callers;
    private final List<Operation> personal;
    private final List<Operation> administrative;

    /**
     * One request.
     *
     * @param text all of it, a character for each byte
     */
    record Sent(long index, Operation call, FuzzCaller caller, Twist twist, String text) {

        byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return "request %d: %s, by %s, %s".formatted(index, call.id(), caller, twist);
        }
    }

    HostileRequests(long seed, ApiDescription description, List<FuzzCaller> callers) {
        this.seed = seed;
        this.description = description;
        this.callers = callers;
        this.personal = description.operations().stream()
                .filter(it -> it.audience() != Audience.ADMINISTRATOR)
                .toList();
        this.administrative = description.operations().stream()
                .filter(it -> it.audience() == Audience.ADMINISTRATOR)
                .toList();
    }

    /** The request of that index. */
    Sent at(long index) {
        return new Making(index).sent();
    }

    /** One request that is being made. */
    private final class Making {

        private final long index;
        private final SplittableRandom random;
        private final Operation call;
        private final FuzzCaller caller;
        private final Twist twist;
        private final HostileJson json;

        Making(long index) {
            this.index = index;
            // The generator mixes its seed, so that neighbours have nothing in common.
            random = new SplittableRandom(seed * 1_000_000_007L + index);
            // What strangers can reach is asked more often than what administrators can.
            call = any(random.nextInt(4) > 0 ? personal : administrative);
            caller = caller();
            twist = random.nextInt(6) == 0 ? Twist.NONE : any(List.of(Twist.values()));
            json = new HostileJson(description, caller, random);
        }

        /** More often than not somebody whom the guard lets pass: what stands behind it is asked too. */
        private FuzzCaller caller() {
            boolean mayCall = random.nextInt(5) > 1;
            List<FuzzCaller> some = callers.stream()
                    .filter(it -> it.kind().mayCall(call.audience()) == mayCall)
                    .toList();
            return any(some.isEmpty() ? callers : some);
        }

        Sent sent() {
            byte[] content = content();
            List<String> lines = new ArrayList<>();
            String method = twist == Twist.OTHER_METHOD ? any(METHODS) : call.method();
            lines.add(method + " " + target() + " HTTP/1.1");
            lines.add("Host: " + caller.realm().node().publicUri().getAuthority());
            caller.authorization(random).ifPresent(it -> lines.add("Authorization: " + it));
            type().ifPresent(it -> lines.add("Content-Type: " + it));
            if (twist == Twist.HOSTILE_HEADER) {
                lines.add(any(HEADERS));
            }
            boolean says = lines.stream().anyMatch(it -> it.startsWith("Content-Length") || it.startsWith("Transfer-"));
            if (!says && (content.length > 0 || !call.contentType().isEmpty())) {
                lines.add("Content-Length: " + content.length);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes(content);
            return new Sent(index, call, caller, twist, bytes.toString(StandardCharsets.ISO_8859_1));
        }

        private Optional<String> type() {
            return twist == Twist.OTHER_TYPE
                    ? Optional.of(any(TYPES))
                    : Optional.of(call.contentType()).filter(it -> !it.isEmpty());
        }

        private String target() {
            String server = call.server().replace("{realm}", caller.realm().name());
            String path =
                    PARAMETER.matcher(call.path()).replaceAll(it -> Matcher.quoteReplacement(parameter(it.group(1))));
            if (twist == Twist.HOSTILE_PATH) {
                path = hostile(path);
            }
            String query = query();
            return server + path + (query.isEmpty() ? "" : "?" + query);
        }

        private String parameter(String name) {
            if (name.equals("user")) {
                return caller.personId();
            }
            return caller.anyId(random)
                    .filter(it -> random.nextInt(4) > 0)
                    .orElse("0b6e0b6e-0000-4000-8000-00000000000" + random.nextInt(10));
        }

        private String hostile(String path) {
            String segment = any(SEGMENTS);
            int last = path.lastIndexOf('/');
            return switch (random.nextInt(6)) {
                case 0 -> path + "/" + segment;
                case 1 -> path + any(List.of("/", "//", "%2f", ".json", ";a=b", "%20", "%00"));
                case 2 -> "/" + segment + path;
                case 3 -> path.toUpperCase(Locale.ROOT);
                default -> path.substring(0, last + 1) + segment;
            };
        }

        private String query() {
            List<String> pairs = new ArrayList<>();
            for (JsonNode parameter : call.query()) {
                String name = parameter.path("name").asText();
                if (parameter.path("required").asBoolean() || random.nextInt(6) == 0) {
                    pairs.add(name + "="
                            + encoded(json.valid(name, parameter.path("schema")).asText()));
                }
            }
            if (twist == Twist.HOSTILE_QUERY) {
                String name = call.query().isEmpty() || random.nextInt(4) == 0
                        ? any(List.of("unknown", "realm", "%00", "a[]", ""))
                        : any(call.query()).path("name").asText();
                pairs.add(name + "="
                        + (random.nextInt(3) == 0
                                ? any(SEGMENTS).replace("\"", "%22")
                                : encoded(json.hostileString())));
            }
            return String.join("&", pairs).replaceAll("[ <>{}]", "+");
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        private byte[] content() {
            if (call.contentType().isEmpty() && random.nextInt(10) > 0) {
                return new byte[0];
            }
            JsonNode valid = genuine().orElseGet(() -> json.valid("", call.body()));
            if (call.contentType().equals("application/x-www-form-urlencoded")) {
                return form(valid).getBytes(StandardCharsets.UTF_8);
            }
            String text = HostileJson.text(valid);
            return switch (twist) {
                case HOSTILE_STRING -> ascii(HostileJson.text(json.changed(valid, this::otherString)));
                case OTHER_KIND -> ascii(HostileJson.text(json.changed(valid, it -> json.otherKind())));
                case MISSING_FIELD -> ascii(HostileJson.text(without(valid)));
                case UNKNOWN_FIELD ->
                    ascii(text.replaceFirst("\\{", "{\"extra\":1,").replace(",}", "}"));
                case DOUBLE_FIELD -> ascii(twice(text));
                case DEEP -> ascii(HostileJson.text(valid).replaceFirst("\"[^\"]*\"(?=[,}])", deep()));
                case NEARLY_TOO_LARGE -> ascii(padded(text, MOST_BYTES - random.nextInt(3)));
                case TOO_LARGE -> ascii(padded(text, MOST_BYTES + 1 + random.nextInt(5_000)));
                case TRUNCATED -> ascii(text.substring(0, random.nextInt(text.length())));
                case NO_JSON -> ascii(any(NOT_JSON));
                case NO_UTF8 -> latin(text.replaceFirst("\"(?=[,}])", "\u00e9\u00c3(\""));
                default -> ascii(text);
            };
        }

        /** Instead of some string another one; of what a passkey has said, mostly nearly the same. */
        private JsonNode otherString(JsonNode before) {
            String text = before.asText();
            String other = text.length() > 80 && random.nextInt(4) > 0
                    ? json.spoiled(text)
                    : random.nextInt(4) == 0 ? json.cbor() : json.hostileString();
            return before.isContainerNode() ? before : TextNode.valueOf(other);
        }

        private JsonNode without(JsonNode valid) {
            List<String> names = new ArrayList<>();
            valid.fieldNames().forEachRemaining(names::add);
            if (valid instanceof ObjectNode object && !names.isEmpty()) {
                object.remove(any(names));
            }
            return valid;
        }

        private String twice(String text) {
            Matcher first = Pattern.compile("\"[^\"]+\":(?:\"[^\"]*\"|[\\d.]+|true|false|null)")
                    .matcher(text);
            return first.find()
                    ? text.replaceFirst("\\{", Matcher.quoteReplacement("{" + first.group() + ","))
                    : "{\"a\":1,\"a\":1}";
        }

        private String deep() {
            int depth = any(List.of(20, 1_000, 10_000));
            String end = random.nextBoolean() ? "" : "1";
            return random.nextBoolean()
                    ? "[".repeat(depth) + end + (end.isEmpty() ? "" : "]".repeat(depth))
                    : "{\"a\":".repeat(depth) + end + (end.isEmpty() ? "" : "}".repeat(depth));
        }

        private String padded(String text, int bytes) {
            String fill = any(List.of(" ", "x", "\\\\u0000"));
            int missing = Math.max(0, bytes - text.length());
            if (fill.equals(" ")) {
                return text + " ".repeat(missing);
            }
            String longer = text.replaceFirst(
                    "\"(?=[,}])",
                    fill.repeat(missing / fill.replace("\\\\", "\\").length()) + "\"");
            return longer + " ".repeat(Math.max(0, bytes - longer.length()));
        }

        /** What the holder of a passkey would send for a ceremony that has begun. */
        private Optional<JsonNode> genuine() {
            if (random.nextInt(5) == 0
                    || !List.of("completePasskeyRegistration", "completePasskeyAuthentication", "verify")
                            .contains(call.id())) {
                return Optional.empty();
            }
            return caller.nextCeremony().map(this::answer);
        }

        private JsonNode answer(Ceremony ceremony) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            FuzzCaller holder = caller.passkey().isPresent() ? caller : holder();
            SoftPasskey own = holder.passkey().orElseThrow();
            boolean registers = call.id().equals("completePasskeyRegistration");
            ObjectNode credential;
            synchronized (own) {
                credential = registers
                        ? SoftPasskey.passkey(holder.personId()).attestation(ceremony.request())
                        : own.assertion(ceremony.request());
            }
            if (call.id().equals("verify")) {
                answer.put("method", "passkey").put("challenge", ceremony.id()).set("passkey", credential);
            } else {
                answer.put("ceremony", ceremony.id()).set("credential", credential);
            }
            if (caller.kind() == FuzzCaller.Kind.NOBODY) {
                answer.put("clientId", "sample-app");
            }
            return answer;
        }

        private FuzzCaller holder() {
            return any(callers.stream().filter(it -> it.passkey().isPresent()).toList());
        }

        private String form(JsonNode fields) {
            String form = fields.properties().stream()
                    .map(it -> it.getKey() + "=" + encoded(it.getValue().asText()))
                    .collect(Collectors.joining("&"));
            return switch (twist) {
                case HOSTILE_STRING -> "token=" + encoded(json.hostileString());
                case NO_JSON, TRUNCATED -> any(List.of("", "&&&", "token", "token=%00&token=", "=".repeat(50)));
                case DOUBLE_FIELD -> form + "&" + form;
                case TOO_LARGE, NEARLY_TOO_LARGE -> form + "x".repeat(MOST_BYTES);
                default -> form;
            };
        }

        private byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        private byte[] latin(String text) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        private <T> T any(List<T> values) {
            return values.get(random.nextInt(values.size()));
        }
    }
}
