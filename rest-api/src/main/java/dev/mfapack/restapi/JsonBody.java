package dev.mfapack.restapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/**
 * The JSON object that a call sends, read strictly: what is not known, comes twice, or is of another kind than expected is
 * refused and not guessed at. No refusal repeats what was sent.
 */
final class JsonBody {

    /** An attestation with a chain of certificates has a few thousand bytes; nothing else comes near. */
    static final int MOST_BYTES = 64 * 1024;

    /** Nothing that is sent here has more than three levels. */
    private static final int DEEPEST = 16;

    private static final ObjectMapper STRICT = strict();

    private JsonBody() {}

    /**
     * Reads it.
     *
     * @param type a record with all the fields that are known
     * @throws ProblemException 413 when it is too large, 415 when it is something else, 400 when it is not such an object
     */
    static <T> T read(KeycloakSession session, @Nullable InputStream content, Class<T> type) {
        requireJson(session.getContext().getHttpRequest().getHttpHeaders());
        return parse(text(bytes(content)), type);
    }

    /**
     * For a call that needs nothing: no content at all, or an empty object.
     *
     * @throws ProblemException as {@link #read}
     */
    static void readNothing(KeycloakSession session, @Nullable InputStream content) {
        byte[] bytes = bytes(content);
        if (bytes.length > 0) {
            requireJson(session.getContext().getHttpRequest().getHttpHeaders());
            parse(text(bytes), Nothing.class);
        }
    }

    /** @throws ProblemException 400 when it is missing or blank */
    static String required(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw ProblemException.badRequest("The field " + name + " is missing.");
        }
        return value.strip();
    }

    /** @throws ProblemException 400 when it is missing */
    static <T> T present(@Nullable T value, String name) {
        if (value == null) {
            throw ProblemException.badRequest("The field " + name + " is missing.");
        }
        return value;
    }

    private record Nothing() {}

    private static void requireJson(HttpHeaders headers) {
        String given = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        try {
            MediaType type = MediaType.valueOf(given == null ? "" : given);
            String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                    && !type.isWildcardType()
                    && !type.isWildcardSubtype()
                    && charset.toLowerCase(Locale.ROOT).equals("utf-8")) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw ProblemException.unsupportedMediaType();
    }

    private static byte[] bytes(@Nullable InputStream content) {
        try {
            byte[] bytes = content == null ? new byte[0] : content.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw ProblemException.tooLarge(MOST_BYTES);
            }
            return bytes;
        } catch (IOException e) {
            throw ProblemException.badRequest("The content broke off.");
        }
    }

    /** Jackson would guess at other encodings, and let bytes pass that are none. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.badRequest("The content is not UTF-8.");
        }
    }

    private static <T> T parse(String json, Class<T> type) {
        try {
            T read = STRICT.readValue(json, type);
            if (read == null) {
                throw malformed(type);
            }
            return read;
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof ProblemException told) {
                throw told;
            }
            // Its message may repeat what was sent.
            throw malformed(type);
        }
    }

    private static ProblemException malformed(Class<?> type) {
        String fields = Stream.of(type.getRecordComponents())
                .map(component -> component.getName())
                .collect(Collectors.joining(", "));
        return ProblemException.badRequest(
                fields.isEmpty()
                        ? "No content is expected, or an empty JSON object."
                        : "A JSON object is expected, with no fields but " + fields
                                + ", none of them twice, and none with half a character or U+0000 in it.");
    }

    private static ObjectMapper strict() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                .build();
        JsonMapper.Builder builder = JsonMapper.builder(factory)
                .addModule(PlainText.module())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        Arrays.asList(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
                .forEach(shape -> builder.withCoercionConfig(
                        LogicalType.Textual, config -> config.setCoercion(shape, CoercionAction.Fail)));
        return builder.build();
    }
}
