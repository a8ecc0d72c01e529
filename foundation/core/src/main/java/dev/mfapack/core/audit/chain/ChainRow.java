package dev.mfapack.core.audit.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is stored and exported. Texts, so that a row whose type nobody knows, or that somebody has tampered with, can
 * be read and named.
 *
 * @param id of the record
 * @param time milliseconds since the epoch
 * @param realm id of the realm
 * @param type name of the type
 * @param outcome name of the outcome
 * @param client client id of the app
 * @param factor credential type
 * @param levelBefore level before the step
 * @param level level after it
 * @param reasons separated by commas; null when there are none
 * @param personal values of the personal fields that have one
 * @param openings what opens their commitments; null when somebody took it away
 */
public record ChainRow(
        String id,
        long time,
        String realm,
        String type,
        String outcome,
        @Nullable String client,
        @Nullable String factor,
        @Nullable Integer levelBefore,
        @Nullable Integer level,
        @Nullable String reasons,
        Map<PersonalField, String> personal,
        @Nullable Openings openings) {

    private static final String ROW = "mfa-audit row 1";

    /** The row's hash. The id is not part of it: the list of a batch holds both. */
    byte[] hash(Hasher hasher) {
        // The hasher makes one hash at a time: first those that this one holds.
        List<byte @Nullable []> commitments = new ArrayList<>(PersonalField.values().length);
        for (PersonalField field : PersonalField.values()) {
            commitments.add(openings == null ? null : openings.commitment(hasher, field, personal.get(field)));
        }
        hasher.add(ROW)
                .add(realm)
                .add(time)
                .add(type)
                .add(outcome)
                .add(client)
                .add(factor)
                .add(text(levelBefore))
                .add(text(level))
                .add(reasons);
        for (byte @Nullable [] commitment : commitments) {
            if (commitment == null) {
                hasher.absent();
            } else {
                hasher.add(commitment);
            }
        }
        return hasher.finish();
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }
}
