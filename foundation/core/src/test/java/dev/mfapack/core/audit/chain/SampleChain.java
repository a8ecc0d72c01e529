package dev.mfapack.core.audit.chain;

import dev.mfapack.core.audit.AuditType;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A chain to tamper with: batches and rows, each row with the number of the batch that it says to be of. */
final class SampleChain {

    static final String REALM = "9f0c0c5e-realm";
    static final KeyPair KEY = key();
    static final CheckpointSigner SIGNER =
            new CheckpointSigner(SignatureAlgorithm.ES256, KEY.getPrivate(), KEY.getPublic());
    static final PublicKeys TRUSTED = PublicKeys.of(List.of(KEY.getPublic()));

    private static final SecureRandom RANDOM = new SecureRandom();

    final List<SealedBatch> batches = new ArrayList<>();
    final List<List<ChainRow>> rows = new ArrayList<>();
    final Set<Long> without = new HashSet<>();

    /** As many batches as {@code sizes} has entries, each with so many rows. */
    static SampleChain of(List<Integer> sizes) {
        SampleChain chain = new SampleChain();
        String previous = Checkpoint.BEGINNING;
        int number = 0;
        for (int size : sizes) {
            List<ChainRow> rows = new ArrayList<>();
            for (int row = 0; row < size; row++) {
                rows.add(row(number++));
            }
            SealedBatch batch = SealedBatch.seal(rows, chain.batches.size() + 1, 1, number, previous, SIGNER);
            previous = batch.checkpoint().hash();
            chain.batches.add(batch);
            chain.rows.add(rows);
        }
        return chain;
    }

    static ChainRow row(int number) {
        Map<PersonalField, String> personal = new EnumMap<>(PersonalField.class);
        personal.put(PersonalField.PERSON, "person-" + number % 3);
        personal.put(PersonalField.ADDRESS, "203.0.113." + number % 200);
        personal.put(PersonalField.SESSION, "session-" + number);
        return new ChainRow(
                UUID.randomUUID().toString(),
                1_700_000_000_000L + number,
                REALM,
                AuditType.CHALLENGE_VERIFIED.name(),
                "SUCCESS",
                "sample-app",
                "mfa-sms",
                null,
                number % 3 + 1,
                null,
                personal,
                Openings.random(RANDOM));
    }

    static ChainRow withOutcome(ChainRow row, String outcome) {
        return new ChainRow(
                row.id(),
                row.time(),
                row.realm(),
                row.type(),
                outcome,
                row.client(),
                row.factor(),
                row.levelBefore(),
                row.level(),
                row.reasons(),
                row.personal(),
                row.openings());
    }

    static ChainRow withId(ChainRow row, String id) {
        return new ChainRow(
                id,
                row.time(),
                row.realm(),
                row.type(),
                row.outcome(),
                row.client(),
                row.factor(),
                row.levelBefore(),
                row.level(),
                row.reasons(),
                row.personal(),
                row.openings());
    }

    static ChainRow withPersonal(ChainRow row, Map<PersonalField, String> personal, Openings openings) {
        return new ChainRow(
                row.id(),
                row.time(),
                row.realm(),
                row.type(),
                row.outcome(),
                row.client(),
                row.factor(),
                row.levelBefore(),
                row.level(),
                row.reasons(),
                personal,
                openings);
    }

    static ChainRow erased(ChainRow row, String pseudonym) {
        Set<PersonalField> fields = EnumSet.allOf(PersonalField.class);
        return withPersonal(
                row, Map.of(PersonalField.PERSON, pseudonym), row.openings().without(fields, row.personal()));
    }

    static ChainRow recordOfRemoval(String pseudonym, int erasedRows) {
        ChainRow row = row(0);
        return new ChainRow(
                row.id(),
                row.time(),
                row.realm(),
                AuditType.PERSON_ERASED.name(),
                "SUCCESS",
                null,
                null,
                null,
                null,
                ChainVerifier.ERASED_ROWS + erasedRows,
                Map.of(PersonalField.PERSON, pseudonym),
                row.openings());
    }

    Report verify(String... known) {
        return verify(TRUSTED, List.of(known));
    }

    Report verify(PublicKeys trusted, List<String> known) {
        ChainVerifier verifier = new ChainVerifier(REALM, trusted, known);
        for (int batch = 0; batch < rows.size(); batch++) {
            if (without.contains((long) batch)) {
                continue;
            }
            verifier.batch(batches.get(batch));
            rows.get(batch).forEach(verifier::row);
        }
        for (int batch = 0; batch < rows.size(); batch++) {
            long number = batch + 1L;
            if (without.contains((long) batch)) {
                rows.get(batch).forEach(row -> verifier.leftover(number, row));
            }
        }
        return verifier.finish();
    }

    /** The same as an export, lines and all. */
    List<String> export() {
        List<String> lines = new ArrayList<>();
        lines.add(ExportFormat.beginning(REALM, null, TRUSTED));
        long written = 0;
        for (int batch = 0; batch < batches.size(); batch++) {
            lines.add(ExportFormat.batch(batches.get(batch)));
            for (ChainRow row : rows.get(batch)) {
                lines.add(ExportFormat.row(batch + 1L, row));
                written++;
            }
        }
        lines.add(ExportFormat.end(written));
        return lines;
    }

    static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
