package dev.mfapack.restapi;

import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.core.level.Demand;
import dev.mfapack.core.level.Level;
import dev.mfapack.factors.backupcode.PersonsBackupCodes;
import dev.mfapack.factors.level.PersonalFactors;
import dev.mfapack.factors.level.PolicyDemand;
import dev.mfapack.factors.level.PreferredFactor;
import dev.mfapack.factors.policy.BreakGlass;
import dev.mfapack.factors.policy.LevelPolicy;
import dev.mfapack.factors.policy.Mode;
import dev.mfapack.factors.policy.RealmPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * A person's factors, and what the session has proven.
 *
 * @param factors everything but the password
 * @param preferred id of the factor that logins ask for first; null when there is no choice
 * @param backupCodes null when the person has never made any
 * @param level level of the calling client's session: 1 basic, 2 mfa, 3 phishing-resistant; 0 when none is known
 * @param acr the name of that level, as the app asks for it; null when none is known
 * @param loggedInAt when the person last logged in, ISO 8601 in UTC
 * @param provenAt when each level was proven last, as far as the token shows it, ISO 8601 in UTC
 * @param reachable the highest level that the person has a factor for
 * @param policy what the realm asks of the person in this app
 */
record Status(
        List<FactorStatus> factors,
        @Nullable String preferred,
        @Nullable BackupCodesStatus backupCodes,
        int level,
        @Nullable String acr,
        @Nullable String loggedInAt,
        Map<Integer, String> provenAt,
        int reachable,
        PolicyStatus policy) {

    /**
     * One factor.
     *
     * @param id credential id
     * @param type credential type
     * @param label the person's own name for it
     * @param createdAt when it was bound, ISO 8601 in UTC
     * @param usable whether it counts: not, for instance, a number that the person has yet to prove
     */
    record FactorStatus(
            String id,
            String type,
            @Nullable String label,
            @Nullable String createdAt,
            boolean usable) {}

    /**
     * What the realm asks.
     *
     * @param mode {@code enforcing}, {@code shadow} or {@code off}
     * @param level the level, by roles, app and habit
     * @param acr its name, as the app asks for it
     * @param satisfied whether the calling client's session has it
     */
    record PolicyStatus(String mode, int level, String acr, boolean satisfied) {}

    static Status of(PersonalCall call) {
        CallerProof proof = call.proof();
        Level best = call.best();
        return new Status(
                factors(call),
                PreferredFactor.of(call.session(), call.realm(), call.flow(), call.person()).choices().stream()
                        .map(CredentialModel::getId)
                        .findFirst()
                        .orElse(null),
                BackupCodesStatus.of(call).orElse(null),
                proof.level().map(Level::number).orElse(0),
                proof.level().map(call::acr).orElse(null),
                proof.loggedInAt().map(Instant::toString).orElse(null),
                provenAt(proof),
                best.number(),
                policy(call, proof, best));
    }

    private static List<FactorStatus> factors(PersonalCall call) {
        return call.person()
                .credentialManager()
                .getStoredCredentialsStream()
                .filter(credential -> !credential.getType().equals(PasswordCredentialModel.TYPE))
                .map(credential -> factor(call, credential))
                .toList();
    }

    private static FactorStatus factor(PersonalCall call, CredentialModel credential) {
        return new FactorStatus(
                credential.getId(),
                credential.getType(),
                credential.getUserLabel(),
                credential.getCreatedDate() == null
                        ? null
                        : Instant.ofEpochMilli(credential.getCreatedDate()).toString(),
                isUsable(call, credential));
    }

    private static boolean isUsable(PersonalCall call, CredentialModel credential) {
        return credential.getType().equals(BackupCodes.TYPE)
                ? PersonsBackupCodes.of(call.session(), call.realm(), call.person())
                                .left()
                                .orElse(0)
                        > 0
                : PersonalFactors.isUsable(call.session(), call.person(), credential);
    }

    private static PolicyStatus policy(PersonalCall call, CallerProof proof, Level best) {
        LevelPolicy policy = RealmPolicy.of(call.realm()).levels();
        Demand demand = PolicyDemand.of(call.realm(), call.flow(), call.person(), Stream.of(call.client()));
        boolean byHabit = policy.habit() && best.covers(Level.MFA);
        Level asked = Stream.of(
                        demand.atLeast(), demand.highest() ? best : Level.BASIC, byHabit ? Level.MFA : Level.BASIC)
                .max(Level::compareTo)
                .orElseThrow();
        Mode mode = BreakGlass.isOn() ? Mode.OFF : policy.mode();
        return new PolicyStatus(
                mode.name().toLowerCase(Locale.ROOT),
                asked.number(),
                call.acr(asked),
                proof.level().filter(level -> level.covers(asked)).isPresent());
    }

    private static Map<Integer, String> provenAt(CallerProof proof) {
        Map<Integer, String> provenAt = new TreeMap<>();
        proof.proven().at().forEach((level, at) -> provenAt.put(level.number(), at.toString()));
        return provenAt;
    }
}
