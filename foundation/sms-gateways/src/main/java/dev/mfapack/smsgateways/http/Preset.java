package dev.mfapack.smsgateways.http;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The options that a known provider needs; whatever the operator gives as well is stronger. */
final class Preset {

    /**
     * Vonage's SMS API. It answers 200 to everything, and says by {@code status} what became of the message: "0" is taken.
     * Its codes 6 (invalid message), 7 (number barred), 12 (too long) and 33 (number deactivated) are about this message; 1
     * (throttled), 5 (internal error) and 10 (too many binds) are trouble there.
     */
    private static final Map<String, String> VONAGE = Map.ofEntries(
            Map.entry("url", "https://rest.nexmo.com/sms/json"),
            Map.entry("content-type", BodyTemplate.FORM),
            Map.entry(
                    "body",
                    "api_key={username}&api_secret={secret}&from={from}&to={digits}&type={alphabet}"
                            + "&client-ref={id}&text={text}"),
            Map.entry("auth", "body"),
            Map.entry("success-pointer", "/messages/0/status"),
            Map.entry("success-values", "0"),
            Map.entry("id-pointer", "/messages/0/message-id"),
            Map.entry("error-pointer", "/messages/0/status"),
            Map.entry("errors-refused", "6,7,12,33"),
            Map.entry("errors-trouble", "1,5,10"));

    /** Infobip's SMS API, version 3. Each account has an address of its own. */
    private static final Map<String, String> INFOBIP = Map.ofEntries(
            Map.entry(
                    "body",
                    "{\"messages\":[{\"sender\":\"{from}\",\"destinations\":[{\"to\":\"{digits}\","
                            + "\"messageId\":\"{id}\"}],\"content\":{\"text\":\"{text}\"}}]}"),
            Map.entry("auth", "header"),
            Map.entry("auth-header", "Authorization: App {secret}"),
            Map.entry("success-pointer", "/messages/0/status/groupName"),
            Map.entry("success-values", "PENDING,DELIVERED"),
            Map.entry("id-pointer", "/messages/0/messageId"),
            Map.entry("error-pointer", "/messages/0/status/name"),
            Map.entry(
                    "errors-refused",
                    "MISSING_TO,REJECTED_DESTINATION,REJECTED_DESTINATION_BLOCKLISTED,"
                            + "REJECTED_INVALID_DESTINATION,REJECTED_DND,REJECTED_PREFIX_MISSING,"
                            + "REJECTED_MESSAGE_TOO_LONG,REJECTED_FLOODING_FILTER,"
                            + "UNDELIVERABLE_NOT_DELIVERED,UNDELIVERABLE_REJECTED_OPERATOR"),
            Map.entry("errors-trouble", "REJECTED_SYSTEM_ERROR"));

    private static final SortedMap<String, Map<String, String>> ALL =
            new TreeMap<>(Map.of("vonage", VONAGE, "infobip", INFOBIP));

    private Preset() {}

    /**
     * The options of the preset of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    static Map<String, String> named(String name) {
        Map<String, String> options = ALL.get(name.strip());
        if (options == null) {
            throw new IllegalArgumentException("preset must be one of " + String.join(", ", ALL.keySet()));
        }
        return options;
    }
}
