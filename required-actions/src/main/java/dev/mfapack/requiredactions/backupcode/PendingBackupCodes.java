package dev.mfapack.requiredactions.backupcode;

import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.core.lookup.LookupSecret;
import dev.mfapack.factors.backupcode.RunningLow;
import dev.mfapack.factors.keys.SealedNote;
import dev.mfapack.factors.policy.RealmPolicy;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Codes that are shown and do not count yet: the person has to say first that they have kept them. */
final class PendingBackupCodes {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String NOTE = RunningLow.ACTION + ".codes";
    private static final String BETWEEN = " ";

    private final RequiredActionContext context;
    private final SealedNote note;

    PendingBackupCodes(RequiredActionContext context) {
        this.context = context;
        this.note = new SealedNote(context.getSession(), context.getAuthenticationSession(), NOTE);
    }

    /** Those that were shown before in this login; empty when there are none. */
    Optional<List<LookupSecret>> shown() {
        return note.get()
                .map(codes -> Arrays.stream(codes.split(BETWEEN, -1))
                        .flatMap(code -> BackupCodes.read(code).stream())
                        .toList());
    }

    /** The same, or fresh ones. */
    List<LookupSecret> shownOrNew() {
        return shown().orElseGet(this::draw);
    }

    static void forget(AuthenticationSessionModel authSession) {
        authSession.removeAuthNote(NOTE);
    }

    private List<LookupSecret> draw() {
        int count = RealmPolicy.of(context.getRealm()).backupCodes();
        List<LookupSecret> codes = BackupCodes.draw(RANDOM, count);
        note.set(codes.stream().map(LookupSecret::letters).collect(Collectors.joining(BETWEEN)));
        return codes;
    }
}
