package dev.mfapack.core.level;

import java.time.Instant;
import java.util.Optional;

/** What the risk assessment says of a login. */
public sealed interface Risk {

    /** Nothing is known: that is never taken for low, and asks for nothing by itself. */
    record Unknown() implements Risk {}

    /**
     * The login must be this strong.
     *
     * @param level what the risk asks for
     * @param roseAt since when; what was proven before does not count. Empty when any proof of the session counts
     */
    record Assessed(Level level, Optional<Instant> roseAt) implements Risk {}

    /** Something is broken that the assessment needs: a second factor is asked of everybody who has one, and nobody is kept out. */
    record Impaired() implements Risk {}

    /** Hard evidence: nobody gets in this way, however much they prove. */
    record Refused() implements Risk {}
}
