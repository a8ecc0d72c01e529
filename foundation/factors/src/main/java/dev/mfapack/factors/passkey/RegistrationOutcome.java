package dev.mfapack.factors.passkey;

import dev.mfapack.core.passkey.PasskeyProblem;

/** What became of an answer to a registration. */
public sealed interface RegistrationOutcome {

    /** It is stored, and logs in from now on. */
    record Registered(Passkey passkey) implements RegistrationOutcome {}

    /** Nothing is stored. */
    record Refused(PasskeyProblem problem) implements RegistrationOutcome {}
}
