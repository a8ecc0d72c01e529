package dev.mfapack.factors.level;

import java.util.function.Supplier;
import org.keycloak.models.RealmModel;
import org.keycloak.models.cache.CachedRealmModel;

/**
 * What is computed from a realm's settings alone, kept beside them in Keycloak's realm cache and gone with them when they
 * change. Not for who has changed the realm in the same request.
 */
public final class RealmCache {

    private static final String PREFIX = "mfa-pack:";

    private RealmCache() {}

    /** The value of that name, computed when the cache has none. Safe for use by several threads, which may compute it twice. */
    @SuppressWarnings("unchecked")
    public static <T> T get(RealmModel realm, String name, Supplier<T> compute) {
        if (!(realm instanceof CachedRealmModel cached)) {
            return compute.get();
        }
        T known = (T) cached.getCachedWith().get(PREFIX + name);
        if (known != null) {
            return known;
        }
        T computed = compute.get();
        cached.getCachedWith().put(PREFIX + name, computed);
        return computed;
    }
}
