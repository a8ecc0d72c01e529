package dev.mfapack.factors.policy;

import dev.mfapack.core.audit.AuditPolicy;
import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.core.challenge.CodePolicy;
import dev.mfapack.core.level.Demand;
import dev.mfapack.core.level.GracePolicy;
import dev.mfapack.core.limit.CallPolicy;
import dev.mfapack.core.limit.LimitPolicy;
import dev.mfapack.core.limit.Settings;
import dev.mfapack.core.notice.NoticePolicy;
import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.core.sms.SmsPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
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
 * @param phoneSource {@code mfa.phone.attribute}: profile attribute, such as {@code mobile} of an LDAP directory, whose number
 *     alone can be bound; empty (default) when people name their numbers themselves
 * @param emailSource {@code mfa.email.attribute}: the same for addresses; either must be read-only for
 *     people, as Keycloak's own {@code email} is not; else nothing is bound by it
 * @param backupCodes {@code mfa.backup.count}: how many backup codes a person gets at once, 4 to 24, default 10
 * @param endAppPasswordsOnChange {@code mfa.app-password.end-on-change}: whether a person's app passwords end when they change
 *     their password themselves, as they do whenever it is reset; default {@code false}
 * @param recoveryTakesTwo {@code mfa.recovery.two-admins}: whether a second administrator must approve that somebody binds new
 *     factors; default {@code false}, and {@code true} where it cannot be read
 * @param refusesSyncedPasskeys {@code mfa.passkey.synced}: {@code allow} (default) or {@code refuse} passkeys that can be copied
 *     to other devices (SP 800-63B-4 section 2.3.2 wants none at its highest level); {@code refuse} where it cannot be read
 * @param levels who must log in how strongly
 */
public record RealmPolicy(
        CodePolicy codes,
        String phoneRegion,
        Optional<String> phoneSource,
        Optional<String> emailSource,
        int backupCodes,
        boolean endAppPasswordsOnChange,
        boolean recoveryTakesTwo,
        boolean refusesSyncedPasskeys,
        LevelPolicy levels) {

    private static final String PHONE_SOURCE = "mfa.phone.attribute";
    private static final String EMAIL_SOURCE = "mfa.email.attribute";
    private static final String BACKUP_CODES = "mfa.backup.count";
    private static final String TWO_ADMINISTRATORS = "mfa.recovery.two-admins";
    private static final String SYNCED_PASSKEYS = "mfa.passkey.synced";
    private static final String END_APP_PASSWORDS = "mfa.app-password.end-on-change";

    /** The attributes that make up the policy. */
    public static final Set<String> ATTRIBUTES = Stream.of(
                    Set.of(
                            "mfa.mode",
                            "mfa.level.roles",
                            "mfa.level.clients",
                            "mfa.level.habit",
                            "mfa.level.beyond-reach",
                            "mfa.code.digits",
                            "mfa.code.lifetime-seconds",
                            "mfa.code.attempts",
                            "mfa.code.resend-wait-seconds",
                            "mfa.phone.region",
                            PHONE_SOURCE,
                            EMAIL_SOURCE,
                            BACKUP_CODES,
                            END_APP_PASSWORDS,
                            TWO_ADMINISTRATORS,
                            SYNCED_PASSKEYS,
                            ApiClients.ATTRIBUTE),
                    CallPolicy.ATTRIBUTES,
                    GracePolicy.ATTRIBUTES,
                    LimitPolicy.ATTRIBUTES,
                    SmsPolicy.ATTRIBUTES,
                    AuditPolicy.ATTRIBUTES,
                    NoticePolicy.ATTRIBUTES,
                    RiskPolicy.ATTRIBUTES)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private static final String ROLES = "mfa.level.roles";
    private static final String CLIENTS = "mfa.level.clients";
    private static final Logger LOG = Logger.getLogger(RealmPolicy.class);

    /** The realm's policy as it holds now. */
    public static RealmPolicy of(RealmModel realm) {
        return new Reader(
                        realm::getAttribute,
                        (attribute, problem) -> LOG.warnf(
                                "Realm %s: the attribute %s is ignored and its default holds: %s",
                                realm.getName(), attribute, problem))
                .policy();
    }

    /** How long people may put off binding a factor; with what cannot be read they may not. */
    public static GracePolicy graceOf(RealmModel realm) {
        return GracePolicy.read(new Settings(
                realm::getAttribute,
                (attribute, problem) -> LOG.warnf(
                        "Realm %s: the attribute %s cannot be read, and nobody may put off binding a factor: %s",
                        realm.getName(), attribute, problem)));
    }

    /**
     * What is wrong with a policy that is not in force yet, by attribute; empty when nothing is.
     *
     * @param attributes the values, with no entry where the default is to hold
     */
    public static Map<String, String> problems(RealmModel realm, Map<String, String> attributes) {
        Map<String, String> problems = new TreeMap<>();
        LevelPolicy levels = new Reader(attributes::get, problems::put).policy().levels();
        Settings limits = new Settings(attributes::get, problems::put);
        GracePolicy.read(limits);
        LimitPolicy.read(limits);
        CallPolicy.read(limits);
        SmsPolicy.read(limits);
        AuditPolicy.read(limits);
        NoticePolicy.read(limits, true);
        RiskPolicy.read(limits);
        levels.roles().keySet().stream()
                .filter(name -> !problems.containsKey(ROLES) && LevelPolicy.role(realm, name) == null)
                .forEach(name -> problems.put(ROLES, "there is no role " + name));
        levels.clients().keySet().stream()
                .filter(name -> !problems.containsKey(CLIENTS) && realm.getClientByClientId(name) == null)
                .forEach(name -> problems.put(CLIENTS, "there is no client " + name));
        ApiClients.listed(attributes.get(ApiClients.ATTRIBUTE)).stream()
                .filter(name -> realm.getClientByClientId(name) == null)
                .forEach(name -> problems.put(ApiClients.ATTRIBUTE, "there is no client " + name));
        attributes.keySet().stream()
                .filter(name -> !ATTRIBUTES.contains(name))
                .forEach(name -> problems.put(name, "there is no such attribute"));
        return problems;
    }

    private interface Setting<T> {
        /** What was so far, with {@code value} set in it. */
        T set(String value, T soFar);
    }

    /** Reads attribute by attribute, and tells of each that cannot be understood. */
    private record Reader(Function<String, @Nullable String> attributes, BiConsumer<String, String> problems) {

        RealmPolicy policy() {
            CodePolicy codes = CodePolicy.DEFAULT;
            codes = read("mfa.code.digits", codes, RealmPolicy::digits);
            codes = read("mfa.code.lifetime-seconds", codes, RealmPolicy::lifetime);
            codes = read("mfa.code.attempts", codes, RealmPolicy::attempts);
            codes = read("mfa.code.resend-wait-seconds", codes, RealmPolicy::resendWaits);
            return new RealmPolicy(
                    codes,
                    read("mfa.phone.region", "", (region, soFar) -> region(region)),
                    source(PHONE_SOURCE),
                    source(EMAIL_SOURCE),
                    read(
                            BACKUP_CODES,
                            BackupCodes.DEFAULT,
                            (value, soFar) -> BackupCodes.requireRange(Integer.parseInt(value))),
                    read(END_APP_PASSWORDS, false, (value, soFar) -> trueOrFalse(value)),
                    isSet(TWO_ADMINISTRATORS) && read(TWO_ADMINISTRATORS, true, (value, soFar) -> trueOrFalse(value)),
                    isSet(SYNCED_PASSKEYS) && read(SYNCED_PASSKEYS, true, (value, soFar) -> refused(value)),
                    levels());
        }

        private boolean isSet(String attribute) {
            String value = attributes.apply(attribute);
            return value != null && !value.isBlank();
        }

        private Optional<String> source(String attribute) {
            return read(attribute, Optional.empty(), (name, soFar) -> Optional.of(name));
        }

        private LevelPolicy levels() {
            LevelPolicy byDefault = LevelPolicy.DEFAULT;
            return new LevelPolicy(
                    read("mfa.mode", byDefault.mode(), (value, soFar) -> mode(value)),
                    demands(ROLES),
                    demands(CLIENTS),
                    read("mfa.level.habit", byDefault.habit(), (value, soFar) -> trueOrFalse(value)),
                    read("mfa.level.beyond-reach", byDefault.mayEnrol(), (value, soFar) -> mayEnrol(value)));
        }

        private Map<String, Demand> demands(String attribute) {
            Map<String, Demand> demands =
                    read(attribute, LevelPolicy.UNREADABLE, (value, soFar) -> LevelPolicy.demands(value));
            String value = attributes.apply(attribute);
            return value == null || value.isBlank() ? Map.of() : demands;
        }

        private <T> T read(String attribute, T soFar, Setting<T> setting) {
            String value = attributes.apply(attribute);
            if (value == null || value.isBlank()) {
                return soFar;
            }
            try {
                return setting.set(value.strip(), soFar);
            } catch (IllegalArgumentException e) {
                problems.accept(attribute, String.valueOf(e.getMessage()));
                return soFar;
            }
        }
    }

    private static Mode mode(String value) {
        return switch (value) {
            case "enforcing" -> Mode.ENFORCING;
            case "shadow" -> Mode.SHADOW;
            case "off" -> Mode.OFF;
            default -> throw new IllegalArgumentException("must be enforcing, shadow or off");
        };
    }

    private static boolean mayEnrol(String value) {
        return switch (value) {
            case "enrol" -> true;
            case "refuse" -> false;
            default -> throw new IllegalArgumentException("must be enrol or refuse");
        };
    }

    private static boolean refused(String value) {
        return switch (value) {
            case "allow" -> false;
            case "refuse" -> true;
            default -> throw new IllegalArgumentException("must be allow or refuse");
        };
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
