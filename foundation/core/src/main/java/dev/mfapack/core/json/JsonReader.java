package dev.mfapack.core.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) strictly: objects, lists, texts, numbers and the three words, and nothing around them. A name that comes
 * twice in an object is refused: two readers could take different values, and only one of them is hashed.
 */
public final class JsonReader {

    /** The key sets in a header are the deepest there is. */
    private static final int DEEPEST = 8;

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");

    private static final Pattern FRACTION =
            Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?");

    private final String json;
    private int at;

    private JsonReader(String json) {
        this.json = json;
    }

    /**
     * Reads one object.
     *
     * @return texts, {@link Long}s for whole numbers and {@link Double}s for others, {@link Boolean}s, lists and maps; null for null
     * @throws IllegalArgumentException when {@code json} is not one object and nothing else
     */
    public static Map<String, Object> object(String json) {
        JsonReader reader = new JsonReader(json);
        reader.blanks();
        Map<String, Object> object = reader.object(0);
        reader.blanks();
        if (reader.at != json.length()) {
            throw reader.unexpected();
        }
        return object;
    }

    public static String text(Map<String, Object> object, String name) {
        if (object.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " must be a text");
    }

    public static @Nullable String optionalText(Map<String, Object> object, String name) {
        return object.get(name) == null ? null : text(object, name);
    }

    public static long number(Map<String, Object> object, String name) {
        if (object.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException(name + " must be a number");
    }

    public static @Nullable Integer optionalNumber(Map<String, Object> object, String name) {
        return object.get(name) == null ? null : Integer.valueOf(Math.toIntExact(number(object, name)));
    }

    public static List<?> list(Map<String, Object> object, String name) {
        if (object.get(name) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(name + " must be a list");
    }

    private Map<String, Object> object(int depth) {
        expect('{');
        Map<String, Object> fields = new HashMap<>();
        blanks();
        if (accept('}')) {
            return fields;
        }
        do {
            blanks();
            String name = string();
            blanks();
            expect(':');
            Object value = value(depth + 1);
            if (fields.containsKey(name)) {
                throw new IllegalArgumentException("the name " + name + " comes twice");
            }
            fields.put(name, value);
            blanks();
        } while (accept(','));
        expect('}');
        return fields;
    }

    private List<@Nullable Object> list(int depth) {
        expect('[');
        List<@Nullable Object> values = new ArrayList<>();
        blanks();
        if (accept(']')) {
            return values;
        }
        do {
            values.add(value(depth + 1));
            blanks();
        } while (accept(','));
        expect(']');
        return values;
    }

    @SuppressWarnings("NullAway")
    private @Nullable Object value(int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested too deeply");
        }
        blanks();
        char first = at < json.length() ? json.charAt(at) : 0;
        return switch (first) {
            case '"' -> string();
            case '{' -> object(depth);
            case '[' -> list(depth);
            case 't', 'f' -> truth();
            case 'n' -> nothing();
            default -> number();
        };
    }

    private Boolean truth() {
        boolean value = json.startsWith("true", at);
        word(value ? "true" : "false");
        return value;
    }

    private @Nullable Object nothing() {
        word("null");
        return null;
    }

    private void word(String word) {
        if (!json.startsWith(word, at)) {
            throw unexpected();
        }
        at += word.length();
    }

    private Number number() {
        int from = at;
        while (at < json.length() && "+-.0123456789Ee".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        String digits = json.substring(from, at);
        if (WHOLE.matcher(digits).matches()) {
            return Long.valueOf(digits);
        }
        if (!FRACTION.matcher(digits).matches()) {
            throw unexpected();
        }
        return Double.valueOf(digits);
    }

    private String string() {
        expect('"');
        int from = at;
        while (at < json.length() && json.charAt(at) != '"' && json.charAt(at) != '\\') {
            plain();
        }
        if (at < json.length() && json.charAt(at) == '"') {
            return json.substring(from, at++);
        }
        StringBuilder text = new StringBuilder(json.substring(from, at));
        while (at < json.length() && json.charAt(at) != '"') {
            if (json.charAt(at) == '\\') {
                at++;
                text.append(escaped());
            } else {
                text.append(json.charAt(at));
                plain();
            }
        }
        expect('"');
        return text.toString();
    }

    private void plain() {
        if (json.charAt(at) < 0x20) {
            throw unexpected();
        }
        at++;
    }

    private char escaped() {
        char kind = at < json.length() ? json.charAt(at++) : 0;
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw unexpected();
        };
    }

    private char unicode() {
        String digits = json.substring(at, Math.min(at + 4, json.length()));
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw unexpected();
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private void blanks() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean accept(char c) {
        if (at < json.length() && json.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw unexpected();
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("no JSON that is read here, at character " + (at + 1));
    }
}
