package dev.mfapack.core.limit;

import dev.mfapack.core.audit.AuditType;
import java.util.Arrays;
import java.util.Locale;

/**
 * Why something was refused: for operators, in events, metrics and the admin's view. The person never learns it (V6.3.8).
 * Names are part of the audit log: never renamed, only added.
 */
public enum LimitReason {
    /** F3: enough messages to this number or address in ten minutes. */
    DESTINATION_10_MIN,
    /** F3: enough messages to this number or address in a day. */
    DESTINATION_DAY,
    /** F3: enough messages to this person in an hour. */
    PERSON_HOUR,
    /** F4: enough messages in an hour, asked for from one network, whose codes did not come back. */
    NETWORK_HOUR,
    /** F5: too soon after the message before. */
    RESEND_WAIT,
    /** T2: too soon after a wrong answer. */
    ANSWER_WAIT,
    /** T2: a hundred wrong answers in a row; to be bound anew. */
    FACTOR_DISABLED,
    /** F1: no country is allowed, so nothing is sent at all. */
    COUNTRY_LIST_EMPTY,
    /** F1: this country is not allowed. */
    COUNTRY,
    /** F2: not a kind of number that texts are sent to. */
    LINE_TYPE,
    /** F6: enough messages to one block of numbers in ten minutes whose codes did not come back. */
    PREFIX_RATE,
    /** F7: hardly any code sent to this block of numbers comes back. */
    PREFIX_CONVERSION,
    /** F7: hardly any code sent to this country comes back. */
    COUNTRY_CONVERSION,
    /** F8: enough messages to neighbouring numbers in ten minutes whose codes did not come back. */
    NEIGHBOURS,
    /** F9: the realm has sent all it may in a day. */
    REALM_CAP,
    /** F9: what is left of the day is reserved for numbers verified before. */
    REALM_RESERVE,
    /** Enough calls of the REST API in a minute for this person. */
    CALLS_PERSON,
    /** Enough calls of the REST API in a minute by this app. */
    CALLS_CLIENT,
    /** Enough calls of the REST API in a minute from this network. */
    CALLS_NETWORK;

    /** Whether the word is a reason of the limiter's, and not the gateway's. */
    public static boolean isWordOfOne(String word) {
        return Arrays.stream(values()).anyMatch(reason -> reason.word().equals(word));
    }

    /** What a refusal for this reason is in the audit log. */
    public AuditType recordedAs() {
        return switch (this) {
            case DESTINATION_10_MIN,
                    DESTINATION_DAY,
                    PERSON_HOUR,
                    NETWORK_HOUR,
                    RESEND_WAIT,
                    CALLS_PERSON,
                    CALLS_CLIENT,
                    CALLS_NETWORK -> AuditType.THROTTLED;
            case ANSWER_WAIT, FACTOR_DISABLED -> AuditType.LOCKED;
            case COUNTRY_LIST_EMPTY,
                    COUNTRY,
                    LINE_TYPE,
                    PREFIX_RATE,
                    PREFIX_CONVERSION,
                    COUNTRY_CONVERSION,
                    NEIGHBOURS,
                    REALM_CAP,
                    REALM_RESERVE -> AuditType.SMS_REFUSED;
        };
    }

    /** The word for operators: {@code prefix-rate}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
