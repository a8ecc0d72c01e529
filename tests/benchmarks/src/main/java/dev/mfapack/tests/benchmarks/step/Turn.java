package dev.mfapack.tests.benchmarks.step;

import dev.mfapack.tests.benchmarks.load.Phase;

/**
 * Many logins of one way.
 *
 * @param logins how many
 * @param password of all of them; with an SMS, until the last message has left
 * @param asking of the page's script, what became of the message: once for each, where there is a message
 * @param code of all of them
 */
record Turn(int logins, Phase password, Phase asking, Phase code) {

    /** The columns of {@link #csv}. */
    static final String COLUMNS =
            "logins," + Phase.columns("password") + "," + Phase.columns("asking") + "," + Phase.columns("code");

    /** How long the person waits for answers. The script's question is not among it: nobody waits for that. */
    Cost elapsed() {
        return new Cost(
                password.times().mean().toNanos() / 1e6, code.times().mean().toNanos() / 1e6);
    }

    /** Processor time of server and database, that of sending and of the script's question included. */
    Cost work() {
        return new Cost(perLogin(password) + perLogin(asking), perLogin(code));
    }

    String csv() {
        return logins + "," + password.csv() + "," + asking.csv() + "," + code.csv();
    }

    private double perLogin(Phase phase) {
        return phase.usage().work().toNanos() / 1e6 / logins;
    }
}
