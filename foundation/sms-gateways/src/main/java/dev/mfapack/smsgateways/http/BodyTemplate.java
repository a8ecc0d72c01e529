package dev.mfapack.smsgateways.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.mfapack.core.sms.TextMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The body of a request, with values put in so that they cannot break out of their place. */
final class BodyTemplate {

    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";
    static final String DEFAULT = "{\"id\":\"{id}\",\"to\":\"{to}\",\"text\":\"{text}\"}";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(id|to|digits|text|alphabet|from|username|secret)}");

    private final String template;
    private final UnaryOperator<String> escape;

    private BodyTemplate(String template, UnaryOperator<String> escape) {
        this.template = template;
        this.escape = escape;
    }

    /**
     * A template for a media type.
     *
     * @throws IllegalArgumentException for a media type whose escaping is not known, or a template that lacks the receiver
     *     or the text
     */
    static BodyTemplate of(String contentType, String template) {
        if (!(template.contains("{to}") || template.contains("{digits}")) || !template.contains("{text}")) {
            throw new IllegalArgumentException("body must contain {to} or {digits}, and {text}");
        }
        String mediaType = contentType.split(";", 2)[0].strip();
        return switch (mediaType) {
            case JSON ->
                new BodyTemplate(
                        template,
                        value -> new String(JsonStringEncoder.getInstance().quoteAsString(value)));
            case FORM -> new BodyTemplate(template, value -> URLEncoder.encode(value, StandardCharsets.UTF_8));
            default -> throw new IllegalArgumentException("content-type must be " + JSON + " or " + FORM);
        };
    }

    boolean asksFor(String placeholder) {
        return template.contains("{" + placeholder + "}");
    }

    /** One pass, so that a placeholder inside a value stays what it is: text. */
    String fill(TextMessage message, String from, String username, String secret) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(escape.apply(
                        switch (match.group(1)) {
                            case "id" -> message.id();
                            case "to" -> message.to().e164();
                            case "digits" -> message.to().e164().substring(1);
                            case "alphabet" -> Alphabet.isGsm(message.text()) ? "text" : "unicode";
                            case "from" -> from;
                            case "username" -> username;
                            case "secret" -> secret;
                            default -> message.text();
                        })));
    }
}
