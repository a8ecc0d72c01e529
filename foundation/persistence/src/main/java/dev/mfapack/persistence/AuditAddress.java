package dev.mfapack.persistence;

import dev.mfapack.core.audit.AddressHash;
import dev.mfapack.core.audit.AuditPolicy;
import dev.mfapack.core.audit.AuditPolicy.Addresses;
import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.core.limit.Settings;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** How a realm's records hold the address of a request. */
public final class AuditAddress {

    private final KeycloakSession session;
    private final RealmModel realm;

    private AuditAddress(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    public static AuditAddress of(KeycloakSession session, RealmModel realm) {
        return new AuditAddress(session, realm);
    }

    /** As a record made now holds it. */
    public String kept(String address) {
        // What cannot be read is told by the posture and whenever old records are deleted, not with each record.
        AuditPolicy policy = AuditPolicy.read(new Settings(realm::getAttribute, (attribute, problem) -> {}));
        return policy.addresses() == Addresses.HASHED ? AddressHash.of(key(), address) : address;
    }

    /** As any record may hold it: the realm may have changed its mind, and its key. */
    public List<String> everKept(String address) {
        List<String> ways = new ArrayList<>(List.of(address));
        for (int version = key().version(); version > 0; version--) {
            keys().version(realm.getId(), KeyPurpose.AUDIT, version)
                    .ifPresent(key -> ways.add(AddressHash.of(key, address)));
        }
        return ways;
    }

    private HashKey key() {
        return keys().current(realm.getId(), KeyPurpose.AUDIT);
    }

    private KeyRingProvider keys() {
        return session.getProvider(KeyRingProvider.class);
    }
}
