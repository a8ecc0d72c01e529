package dev.mfapack.tests.benchmarks.risk;

/** Gives a login a score, the higher the riskier, from what came before it. */
interface Scorer {

    String name();

    /** Changes nothing. */
    double score(Visit visit);

    /** To be told of each real login, in order, after it was scored. */
    void learn(Visit visit);
}
