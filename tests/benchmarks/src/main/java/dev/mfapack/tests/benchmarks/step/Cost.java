package dev.mfapack.tests.benchmarks.step;

/**
 * What one login cost, in milliseconds of one kind.
 *
 * @param password the request with the password, and what it caused
 * @param code the request with the code; 0 where none is asked for
 */
record Cost(double password, double code) {

    double whole() {
        return password + code;
    }

    /**
     * The step of a second factor, from the password's answer to the redirect, as far as it goes beyond what is beneath it. Keycloak's own step is its
     * request with the code; a step that makes a code makes it within the request with the password, so what that takes longer than Keycloak's belongs to it.
     */
    double stepBeside(Cost keycloaks) {
        return code + password - keycloaks.password;
    }

    /** How much more than somebody's login whose password is enough. */
    double beyond(Cost passwordAlone) {
        return whole() - passwordAlone.whole();
    }
}
