package dev.mfapack.factors.backupcode;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.core.limit.Comparison;
import dev.mfapack.core.lookup.LookupSecret;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.bruteforce.BruteForce;
import dev.mfapack.factors.hash.SecretHash;
import dev.mfapack.factors.limit.AnswerLimits;
import dev.mfapack.factors.notice.Happening;
import dev.mfapack.factors.notice.PersonsNotices;
import dev.mfapack.persistence.SpentCodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The backup codes of one person, the same for every door: how many are left, using one, making new ones. Each use is
 * recorded, each wrong answer counted by Keycloak's brute-force detection and by the limiter.
 *
 * <p>One per Keycloak session; not thread-safe.
 */
public final class PersonsBackupCodes {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final SpentCodes spent;
    private final Audit audit;

    private PersonsBackupCodes(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.spent = new SpentCodes(session, realm.getId(), user.getId());
        this.audit = Audit.of(session);
    }

    public static PersonsBackupCodes of(KeycloakSession session, RealmModel realm, UserModel user) {
        return new PersonsBackupCodes(session, realm, user);
    }

    /** How many still work; empty when the person has never made any. */
    public OptionalInt left() {
        return stored().findFirst()
                .map(codes -> OptionalInt.of(left(codes, spent.count(codes.getId()))))
                .orElseGet(OptionalInt::empty);
    }

    /** How many of these still work. */
    int left(BackupCodesCredentialModel codes) {
        return left(codes, spent.count(codes.getId()));
    }

    /**
     * Takes what the person typed in a login. One hash is computed, whatever was typed and however many codes there are, so
     * that the time it takes tells nothing.
     */
    public BackupCodeAnswer answer(String typed) {
        Optional<LookupSecret> given = BackupCodes.read(typed);
        if (given.isEmpty()) {
            return new BackupCodeAnswer.Malformed();
        }
        AnswerLimits limits = AnswerLimits.of(session, BackupCodes.TYPE);
        Comparison comparison = limits.beforeComparing(user.getId());
        if (comparison instanceof Comparison.Refused refused) {
            audit.failure(
                    refused.reason().recordedAs(),
                    user,
                    BackupCodes.TYPE,
                    List.of(refused.reason().word()));
            return new BackupCodeAnswer.Held();
        }
        Optional<BackupCodesCredentialModel> codes = stored().findFirst();
        if (codes.isEmpty() || !matches(codes.get(), given.get())) {
            return wrong("wrong-code", comparison);
        }
        OptionalInt spentByNow = spent.spend(codes.get().getId(), given.get().id(), KeycloakClock.INSTANCE.instant());
        if (spentByNow.isEmpty()) {
            return wrong("spent-before", comparison);
        }
        limits.answeredRight(user.getId());
        audit.success(
                AuditType.BACKUP_CODE_USED, user, BackupCodes.TYPE, codes.get().getId());
        int left = left(codes.get(), spentByNow.getAsInt());
        PersonsNotices.of(session, realm, user)
                .tell(Happening.backupCodeUsed(codes.get().getId(), left));
        return new BackupCodeAnswer.Accepted(codes.get().getId(), left);
    }

    /**
     * Puts new codes in the place of those before, which end with this.
     *
     * @return the id of the credential
     */
    public String replaceBy(List<LookupSecret> codes) {
        Map<String, SecretHash> hashes = new LinkedHashMap<>();
        codes.forEach(code -> hashes.put(code.id(), SecretHash.of(session, realm, code)));
        List<String> before = user.credentialManager()
                .getStoredCredentialsByTypeStream(BackupCodes.TYPE)
                .map(CredentialModel::getId)
                .toList();
        before.forEach(user.credentialManager()::removeStoredCredentialById);
        String id = user.credentialManager()
                .createStoredCredential(BackupCodesCredentialModel.create(hashes, KeycloakClock.INSTANCE.instant()))
                .getId();
        List<String> kept = new ArrayList<>(before);
        kept.add(id);
        spent.forgetAllBut(kept);
        AnswerLimits.of(session, BackupCodes.TYPE).boundAnew(user.getId());
        return id;
    }

    private boolean matches(BackupCodesCredentialModel codes, LookupSecret given) {
        Optional<SecretHash> named = Optional.ofNullable(codes.hashes().get(given.id()));
        // No code is named so: any other hash takes as long, and cannot be this secret's.
        SecretHash compared =
                named.orElseGet(() -> codes.hashes().values().iterator().next());
        return compared.matches(session, given) && named.isPresent();
    }

    private BackupCodeAnswer wrong(String reason, Comparison comparison) {
        BruteForce.of(session).failed(user);
        audit.failure(AuditType.BACKUP_CODE_USED, user, BackupCodes.TYPE, List.of(reason));
        if (comparison instanceof Comparison.Go go && go.isLast()) {
            audit.failure(AuditType.FACTOR_DISABLED, user, BackupCodes.TYPE, List.of(reason));
        }
        return new BackupCodeAnswer.Wrong();
    }

    private static int left(BackupCodesCredentialModel codes, int spent) {
        return Math.max(0, codes.count() - spent);
    }

    /** One at most, but for what came in by an import. */
    private Stream<BackupCodesCredentialModel> stored() {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(BackupCodes.TYPE)
                .map(BackupCodesCredentialModel::of);
    }
}
