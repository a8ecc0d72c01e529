package dev.mfapack.persistence;

import dev.mfapack.core.audit.chain.Report;
import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/** Looks at the sealed log, for doors that do not know who seals it. */
public interface AuditChainProvider extends Provider {

    /**
     * Goes along the realm's whole chain.
     *
     * @param known checkpoints that the caller has kept, as JWS; what this node remembers is added
     */
    Report verify(RealmModel realm, Collection<String> known);

    /**
     * Writes the realm's chain, a batch at a time, whatever its length.
     *
     * @param after number of the batch after which it begins; 0 for the beginning
     * @throws IllegalArgumentException before anything is written, when there is no batch of that number
     */
    void export(RealmModel realm, long after, Writer to) throws IOException;

    /**
     * Looks whether an export may begin there.
     *
     * @throws IllegalArgumentException when there is no batch of that number
     */
    void requireBatch(RealmModel realm, long after);

    /** Whether the key that signs stands elsewhere than in the database that it vouches for. */
    boolean isKeyFromOutside();

    @Override
    default void close() {}
}
