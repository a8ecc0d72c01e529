package dev.mfapack.restapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text that every database keeps and every reader understands. JSON can write down more than that: one half of a surrogate pair alone,
 * which is no character and cannot be written as UTF-8 (RFC 7493 section 2.1 forbids it), and U+0000, which PostgreSQL does not store.
 */
final class PlainText extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1L;

    private PlainText() {
        super(String.class);
    }

    /** Has a mapper refuse other strings. */
    static Module module() {
        return new SimpleModule("mfa-plain-text").addDeserializer(String.class, new PlainText());
    }

    /** Whether it is such a text. */
    static boolean is(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = StringDeserializer.instance.deserialize(parser, context);
        if (text != null && !is(text)) {
            throw new JsonMappingException(parser, "no plain text");
        }
        return text;
    }
}
