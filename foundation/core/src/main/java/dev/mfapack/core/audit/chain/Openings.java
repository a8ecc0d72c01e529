package dev.mfapack.core.audit.chain;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What opens the commitments of a row's personal fields. A row begins with one random seed, from which the salt of each field is
 * derived. Once a field is erased, the seed is gone: what remains is the field's commitment, by which the row's hash still comes
 * out, and the salts of the fields that stay.
 *
 * <p>As text: the seed in base64url; or, for each field, its name, {@code =} and its salt or {@code !} and its commitment,
 * separated by spaces.
 */
public final class Openings {

    private static final int SEED_BYTES = 32;
    private static final String SALT = "mfa-audit salt 1";
    private static final String COMMITMENT = "mfa-audit field 1";
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder FROM_TEXT = Base64.getUrlDecoder();

    private final byte @Nullable [] seed;
    private final Map<PersonalField, byte[]> salts = new EnumMap<>(PersonalField.class);
    private final Map<PersonalField, byte[]> commitments = new EnumMap<>(PersonalField.class);

    private Openings(byte @Nullable [] seed) {
        this.seed = seed;
    }

    /** Those of a new row. */
    public static Openings random(SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new Openings(seed);
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Openings parse(String text) {
        if (!text.contains("=") && !text.contains("!")) {
            byte[] seed = FROM_TEXT.decode(text);
            if (seed.length != SEED_BYTES) {
                throw new IllegalArgumentException("a seed has " + SEED_BYTES + " bytes");
            }
            return new Openings(seed);
        }
        Openings openings = new Openings(null);
        for (String part : text.split(" ", -1)) {
            int at = Math.max(part.indexOf('='), part.indexOf('!'));
            PersonalField field = PersonalField.ofLabel(part.substring(0, Math.max(at, 0)))
                    .orElseThrow(() -> new IllegalArgumentException("no such field: " + part));
            byte[] value = FROM_TEXT.decode(part.substring(at + 1));
            (part.charAt(at) == '=' ? openings.salts : openings.commitments).put(field, value);
        }
        return openings;
    }

    /** Whether the field's value was taken away. */
    public boolean isErased(PersonalField field) {
        return commitments.containsKey(field);
    }

    /**
     * These without what opens {@code fields}.
     *
     * @param values the row's personal fields as they are now
     */
    public Openings without(Set<PersonalField> fields, Map<PersonalField, String> values) {
        Hasher hasher = new Hasher();
        Openings left = new Openings(null);
        for (PersonalField field : PersonalField.values()) {
            String value = values.get(field);
            if (isErased(field)) {
                left.commitments.put(field, commitments.get(field));
            } else if (value != null && fields.contains(field)) {
                left.commitments.put(field, commitment(hasher, field, value));
            } else if (value != null) {
                left.salts.put(field, salt(hasher, field));
            }
        }
        return left;
    }

    /** What the row's hash holds in the value's place; null where there is no value. */
    byte @Nullable [] commitment(Hasher hasher, PersonalField field, @Nullable String value) {
        byte[] kept = commitments.get(field);
        if (kept != null) {
            return kept;
        }
        if (value == null) {
            return null;
        }
        byte[] salt = salt(hasher, field);
        return hasher.add(COMMITMENT).add(field.label()).add(salt).add(value).finish();
    }

    private byte[] salt(Hasher hasher, PersonalField field) {
        if (seed != null) {
            return hasher.add(SALT).add(seed).add(field.label()).finish();
        }
        // A value that has no salt was put there by somebody else than the pack: no hash comes out right with it.
        return salts.getOrDefault(field, new byte[0]);
    }

    /** The text form. */
    @Override
    public String toString() {
        if (seed != null) {
            return TO_TEXT.encodeToString(seed);
        }
        StringJoiner text = new StringJoiner(" ");
        for (PersonalField field : PersonalField.values()) {
            if (commitments.containsKey(field)) {
                text.add(field.label() + "!" + TO_TEXT.encodeToString(commitments.get(field)));
            } else if (salts.containsKey(field)) {
                text.add(field.label() + "=" + TO_TEXT.encodeToString(salts.get(field)));
            }
        }
        return text.toString();
    }
}
