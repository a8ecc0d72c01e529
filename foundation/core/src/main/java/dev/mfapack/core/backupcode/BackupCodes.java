package dev.mfapack.core.backupcode;

import dev.mfapack.core.lookup.LookupSecret;
import dev.mfapack.core.lookup.Shape;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of backup codes. */
public final class BackupCodes {

    /** The credential type, which is the id of the authenticator as well. */
    public static final String TYPE = "mfa-backup-codes";

    /** Fewer would be used up in a week without the phone. */
    public static final int LEAST = 4;

    /** More do not fit on a card in a purse. */
    public static final int MOST = 24;

    /** As most sites give. */
    public static final int DEFAULT = 10;

    /** With so many left people are warned: enough for the way home and to the next printer. */
    public static final int FEW = 3;

    private BackupCodes() {}

    /**
     * Codes whose id parts differ.
     *
     * @param count {@value #LEAST} to {@value #MOST}
     * @throws IllegalArgumentException when it lies elsewhere
     */
    public static List<LookupSecret> draw(SecureRandom random, int count) {
        requireRange(count);
        Map<String, LookupSecret> byId = new LinkedHashMap<>();
        while (byId.size() < count) {
            LookupSecret drawn = Shape.BACKUP_CODE.draw(random);
            byId.putIfAbsent(drawn.id(), drawn);
        }
        return List.copyOf(byId.values());
    }

    /** What a person typed; empty when it cannot be a code. */
    public static Optional<LookupSecret> read(String typed) {
        return Shape.BACKUP_CODE.read(typed);
    }

    /**
     * The count itself.
     *
     * @throws IllegalArgumentException when it is out of range; the message names value and range
     */
    public static int requireRange(int count) {
        if (count < LEAST || count > MOST) {
            throw new IllegalArgumentException(
                    "backup codes must be between %d and %d, but are %d".formatted(LEAST, MOST, count));
        }
        return count;
    }
}
