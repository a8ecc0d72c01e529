package dev.mfapack.core.level;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Everything the decision looks at. Begin with {@link #of} and add what there is.
 *
 * @param asked what the app asks for
 * @param rolePolicy what the person's roles ask for
 * @param clientPolicy what the realm asks for in this app
 * @param risk what the risk assessment says
 * @param approval the level of an open approval
 * @param bindsFactor whether the app sent the person to add or remove a factor
 * @param recovers whether the person has shown a link sent by mail in place of their password
 * @param wish the level that the person wishes to be asked for
 * @param habit whether the realm asks everybody who has a second factor for it
 * @param mayEnrol whether who has no factor for what a policy asks may bind one now; else they are refused
 * @param grace whether they may bind it later
 * @param lostFactors whether an administrator lets the person bind new factors, as they have lost theirs; {@code factors} then
 *     holds only those bound since
 * @param factors the levels at which the person has a factor that the flow holds
 * @param proven what the session has proven, and when
 */
public record LevelInputs(
        Asked asked,
        Demand rolePolicy,
        Demand clientPolicy,
        Risk risk,
        Optional<Level> approval,
        boolean bindsFactor,
        boolean recovers,
        Optional<Level> wish,
        boolean habit,
        boolean mayEnrol,
        Grace grace,
        boolean lostFactors,
        Set<Level> factors,
        Proven proven) {

    /** "Not older than 15 minutes", where the flow's level condition says nothing else. */
    public static final Duration FRESH = Duration.ofMinutes(15);

    /** How old a password may be that binds the first factor: NIST SP 800-63B-4 section 4.1.2.1 has it fresh, the pack 5 minutes. */
    public static final Duration FRESH_PASSWORD = Duration.ofMinutes(5);

    public LevelInputs {
        factors = Set.copyOf(factors);
    }

    /** Nobody asks for anything. */
    public static LevelInputs of(Set<Level> factors, Proven proven) {
        return new LevelInputs(
                Asked.NOTHING,
                Demand.NONE,
                Demand.NONE,
                new Risk.Unknown(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                false,
                true,
                Grace.NONE,
                false,
                factors,
                proven);
    }

    /**
     * With nothing but what the app asks, and what recovery asks: where the realm's policy is not enforced. Who cannot meet that
     * is refused, but for whom an administrator lets bind new factors.
     */
    public LevelInputs onlyAsked() {
        LevelInputs onlyAsked =
                of(factors, proven).asking(asked).recovering(recovers).havingLostFactors(lostFactors);
        return lostFactors && mayEnrol ? onlyAsked : onlyAsked.refusingWhoCannot();
    }

    public LevelInputs asking(Asked more) {
        return new LevelInputs(
                more,
                rolePolicy,
                clientPolicy,
                risk,
                approval,
                bindsFactor,
                recovers,
                wish,
                habit,
                mayEnrol,
                grace,
                lostFactors,
                factors,
                proven);
    }

    public LevelInputs byRole(Demand more) {
        return new LevelInputs(
                asked,
                more,
                clientPolicy,
                risk,
                approval,
                bindsFactor,
                recovers,
                wish,
                habit,
                mayEnrol,
                grace,
                lostFactors,
                factors,
                proven);
    }

    public LevelInputs byClient(Demand more) {
        return new LevelInputs(
                asked,
                rolePolicy,
                more,
                risk,
                approval,
                bindsFactor,
                recovers,
                wish,
                habit,
                mayEnrol,
                grace,
                lostFactors,
                factors,
                proven);
    }

    public LevelInputs at(Risk assessed) {
        return new LevelInputs(
                asked,
                rolePolicy,
                clientPolicy,
                assessed,
                approval,
                bindsFactor,
                recovers,
                wish,
                habit,
                mayEnrol,
                grace,
                lostFactors,
                factors,
                proven);
    }

    public LevelInputs approving(Optional<Level> open) {
        return new LevelInputs(
                asked,
                rolePolicy,
                clientPolicy,
                risk,
                open,
                bindsFactor,
                recovers,
                wish,
                habit,
                mayEnrol,
                grace,
                lostFactors,
                factors,
                proven);
    }

    public LevelInputs bindingAFactor(boolean binds) {
        return new LevelInputs(
                asked,
                rolePolicy,
                clientPolicy,
                risk,
                approval,
                binds,
                recovers,
                wish,
                habit,
                mayEnrol,
                grace,
                lostFactors,
                factors,
                proven);
    }

    public LevelInputs recovering(boolean recovering) {
        return new LevelInputs(
                asked,
                rolePolicy,
                clientPolicy,
                risk,
                approval,
                bindsFactor,
                recovering,
                wish,
                habit,
                mayEnrol,
                grace,
                lostFactors,
                factors,
                proven);
    }

    public LevelInputs wishing(Optional<Level> wished) {
        return new LevelInputs(
                asked,
                rolePolicy,
                clientPolicy,
                risk,
                approval,
                bindsFactor,
                recovers,
                wished,
                habit,
                mayEnrol,
                grace,
                lostFactors,
                factors,
                proven);
    }

    public LevelInputs withHabit(boolean asksHabitually) {
        return new LevelInputs(
                asked,
                rolePolicy,
                clientPolicy,
                risk,
                approval,
                bindsFactor,
                recovers,
                wish,
                asksHabitually,
                mayEnrol,
                grace,
                lostFactors,
                factors,
                proven);
    }

    public LevelInputs refusingWhoCannot() {
        return new LevelInputs(
                asked,
                rolePolicy,
                clientPolicy,
                risk,
                approval,
                bindsFactor,
                recovers,
                wish,
                habit,
                false,
                grace,
                lostFactors,
                factors,
                proven);
    }

    public LevelInputs withGrace(Grace given) {
        return new LevelInputs(
                asked,
                rolePolicy,
                clientPolicy,
                risk,
                approval,
                bindsFactor,
                recovers,
                wish,
                habit,
                mayEnrol,
                given,
                lostFactors,
                factors,
                proven);
    }

    public LevelInputs havingLostFactors(boolean lost) {
        return new LevelInputs(
                asked,
                rolePolicy,
                clientPolicy,
                risk,
                approval,
                bindsFactor,
                recovers,
                wish,
                habit,
                mayEnrol,
                grace,
                lost,
                factors,
                proven);
    }

    public LevelInputs having(Set<Level> more, Proven known) {
        return new LevelInputs(
                asked,
                rolePolicy,
                clientPolicy,
                risk,
                approval,
                bindsFactor,
                recovers,
                wish,
                habit,
                mayEnrol,
                grace,
                lostFactors,
                more,
                known);
    }
}
