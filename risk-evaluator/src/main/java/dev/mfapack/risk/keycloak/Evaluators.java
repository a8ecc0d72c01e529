package dev.mfapack.risk.keycloak;

import dev.mfapack.risk.KeyRingHashes;
import dev.mfapack.risk.RiskEvaluator;
import dev.mfapack.risk.RiskSignal;
import dev.mfapack.risk.ValueHashes;
import java.util.List;
import org.keycloak.models.KeycloakSession;

/** The evaluator over what this server remembers. */
final class Evaluators {

    private Evaluators() {}

    /**
     * For one request.
     *
     * @throws IllegalArgumentException when two signals have one name
     */
    static RiskEvaluator of(KeycloakSession session) {
        RiskMemory memory = session.getProvider(RiskMemory.class);
        List<RiskSignal> others = session.getAllProviders(RiskSignalProvider.class).stream()
                .<RiskSignal>map(signal -> signal)
                .toList();
        return new RiskEvaluator(
                new RequestProfiles(session, memory.profiles()),
                memory.counts(),
                memory.velocity(),
                memory.together(),
                hashes(session),
                others);
    }

    static ValueHashes hashes(KeycloakSession session) {
        return new KeyRingHashes(
                session.getProvider(RiskMemory.class).keys(),
                session.getProvider(RiskSources.class).hashes());
    }
}
