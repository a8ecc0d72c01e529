package dev.mfapack.core.level;

/**
 * Whether somebody who has no second factor may bind one later. It puts off what a role or the realm's policy for an app asks at
 * level 2, and nothing else.
 */
public enum Grace {
    /** There is none, or it is used up. */
    NONE,
    /** There is some left, and the person has not said yet that they want it. */
    OFFERED,
    /** The person took it in this session. */
    TAKEN
}
