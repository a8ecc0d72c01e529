package dev.mfapack.core.json;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object (RFC 8259) in one line; fields that are null are left out. */
public final class JsonText {

    private final StringBuilder text = new StringBuilder(512).append('{');

    public JsonText field(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            string(value);
        }
        return this;
    }

    public JsonText field(String name, @Nullable Integer value) {
        return value == null ? this : field(name, value.longValue());
    }

    public JsonText field(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    public JsonText field(String name, List<String> values) {
        name(name);
        char before = '[';
        for (String value : values) {
            text.append(before);
            string(value);
            before = ',';
        }
        text.append(values.isEmpty() ? "[]" : "]");
        return this;
    }

    /** With at most four digits after the point: enough for a score, and for a coordinate. */
    public JsonText field(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is no number of JSON");
        }
        return raw(
                name,
                BigDecimal.valueOf(value)
                        .setScale(4, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString());
    }

    public JsonText field(String name, boolean value) {
        return raw(name, Boolean.toString(value));
    }

    /** A value that is JSON already. */
    public JsonText raw(String name, String json) {
        name(name);
        text.append(json);
        return this;
    }

    private void name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        string(name);
        text.append(':');
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20 || c == 0x7f || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
