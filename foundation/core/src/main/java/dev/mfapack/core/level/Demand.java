package dev.mfapack.core.level;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a policy asks of somebody.
 *
 * @param atLeast this level
 * @param highest whether the highest level that the person has a factor for as well
 */
public record Demand(Level atLeast, boolean highest) {

    /** Nothing beyond a login. */
    public static final Demand NONE = new Demand(Level.BASIC, false);

    /** As high as the person can. */
    public static final Demand HIGHEST = new Demand(Level.BASIC, true);

    public static Demand of(Level level) {
        return new Demand(level, false);
    }

    /** Both of them. */
    public Demand and(Demand other) {
        return new Demand(atLeast.covers(other.atLeast) ? atLeast : other.atLeast, highest || other.highest);
    }

    /** The level that it comes to for somebody with these factors; empty when any login will do. */
    Optional<Level> level(Collection<Level> factors) {
        Level strongest =
                highest ? factors.stream().max(Comparator.naturalOrder()).orElse(Level.BASIC) : Level.BASIC;
        Level level = atLeast.covers(strongest) ? atLeast : strongest;
        return Optional.of(level).filter(it -> it != Level.BASIC);
    }
}
