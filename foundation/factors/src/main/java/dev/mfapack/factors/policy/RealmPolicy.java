package dev.mfapack.factors.policy;

import dev.mfapack.core.challenge.CodePolicy;
import dev.mfapack.core.phone.PhoneNumber;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.models.RealmModel;

/**
 * The MFA policy of a realm, from its attributes {@code mfa.*}, so that it travels with the realm's export.
 *
 * <p>A value that cannot be understood is never taken as "off": the default holds, and a log line names the attribute.
 *
 * @param codes {@code mfa.code.digits}, {@code mfa.code.lifetime-seconds}, {@code mfa.code.attempts}, {@code
 *     mfa.code.resend-wait-seconds} (a comma-separated list); see {@link CodePolicy}
 * @param phoneRegion {@code mfa.phone.region}: ISO 3166 code of the region of national numbers; empty (default) when only
 *     international forms are taken
 * @param habit {@code mfa.level.habit}: whether everybody who has a second factor is asked for it; default {@code true}
 */
public record RealmPolicy(CodePolicy codes, String phoneRegion, boolean habit) {

    private static final Logger LOG = Logger.getLogger(RealmPolicy.class);

    public static RealmPolicy of(RealmModel realm) {
        CodePolicy codes = CodePolicy.DEFAULT;
        codes = read(realm, "mfa.code.digits", codes, RealmPolicy::digits);
        codes = read(realm, "mfa.code.lifetime-seconds", codes, RealmPolicy::lifetime);
        codes = read(realm, "mfa.code.attempts", codes, RealmPolicy::attempts);
        codes = read(realm, "mfa.code.resend-wait-seconds", codes, RealmPolicy::resendWaits);
        return new RealmPolicy(
                codes,
                read(realm, "mfa.phone.region", "", (region, byDefault) -> region(region)),
                read(realm, "mfa.level.habit", true, (value, byDefault) -> trueOrFalse(value)));
    }

    private interface Setting<T> {
        /** What was so far, with {@code value} set in it. */
        T set(String value, T soFar);
    }

    private static <T> T read(RealmModel realm, String attribute, T soFar, Setting<T> setting) {
        String value = realm.getAttribute(attribute);
        if (value == null || value.isBlank()) {
            return soFar;
        }
        try {
            return setting.set(value.strip(), soFar);
        } catch (IllegalArgumentException e) {
            LOG.warnf(
                    "Realm %s: the attribute %s is ignored and its default holds: %s",
                    realm.getName(), attribute, e.getMessage());
            return soFar;
        }
    }

    private static CodePolicy digits(String value, CodePolicy policy) {
        return new CodePolicy(Integer.parseInt(value), policy.lifetime(), policy.attempts(), policy.resendWaits());
    }

    private static CodePolicy lifetime(String value, CodePolicy policy) {
        return new CodePolicy(
                policy.digits(), Duration.ofSeconds(Long.parseLong(value)), policy.attempts(), policy.resendWaits());
    }

    private static CodePolicy attempts(String value, CodePolicy policy) {
        return new CodePolicy(policy.digits(), policy.lifetime(), Integer.parseInt(value), policy.resendWaits());
    }

    private static CodePolicy resendWaits(String value, CodePolicy policy) {
        Function<String, Duration> wait = seconds -> Duration.ofSeconds(Long.parseLong(seconds.strip()));
        return new CodePolicy(
                policy.digits(),
                policy.lifetime(),
                policy.attempts(),
                Arrays.stream(value.split(",", -1)).map(wait).toList());
    }

    private static String region(String region) {
        if (!PhoneNumber.isRegion(region)) {
            throw new IllegalArgumentException("not a region: " + region);
        }
        return region;
    }

    private static boolean trueOrFalse(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }
}
