package dev.mfapack.tests.benchmarks.step;

import java.util.function.Function;

/** A turn of each way. */
record Pair(Turn password, Turn totp, Turn sms) {

    /** Both requests of a login, by SMS and by TOTP. */
    double whole(Function<Turn, Cost> kind) {
        return kind.apply(sms).whole() / kind.apply(totp).whole();
    }

    /** The steps alone. */
    double step(Function<Turn, Cost> kind) {
        Cost keycloaks = kind.apply(totp);
        return kind.apply(sms).stepBeside(keycloaks) / keycloaks.stepBeside(keycloaks);
    }

    /** What both logins cost beyond one by password alone. */
    double beyondPassword(Function<Turn, Cost> kind) {
        Cost alone = kind.apply(password);
        return kind.apply(sms).beyond(alone) / kind.apply(totp).beyond(alone);
    }
}
