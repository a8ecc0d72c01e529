package dev.mfapack.tests.bench.directory;

import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.storage.UserStorageProviderFactory;

/** Makes {@link Directory}s. */
public final class DirectoryFactory implements UserStorageProviderFactory<Directory> {

    /** For a realm's component. */
    public static final String ID = "bench-directory";

    @Override
    public Directory create(KeycloakSession session, ComponentModel component) {
        return new Directory(session, component);
    }

    @Override
    public String getId() {
        return ID;
    }
}
