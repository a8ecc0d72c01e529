package dev.mfapack.risk;

import java.nio.file.Path;

/**
 * Hears of a file of the operator's that has changed and cannot be taken, once for each change: what was read before goes on answering,
 * so that nothing else would tell. Must be safe for use by several threads, and throw nothing.
 */
@FunctionalInterface
public interface FileTrouble {

    /** For who is told otherwise. */
    FileTrouble UNHEARD = (file, why) -> {};

    /**
     * A file cannot be taken.
     *
     * @param file as the operator has named it
     * @param why for the operator
     */
    void notTaken(Path file, String why);
}
