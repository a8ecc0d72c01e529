package dev.mfapack.demo;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things lie in the working tree that the demo was built from.
 *
 * @param keptData what is kept between runs; may not exist yet
 */
record Checkout(Path root, Path keptData, Versions versions) {

    Path packJar() throws DemoException {
        return existing(root.resolve("dist/target/keycloak-mfa-pack-" + versions.pack() + ".jar"));
    }

    Path keycloakHome() throws DemoException {
        return existing(root.resolve("demo/target/keycloak-" + versions.keycloak()));
    }

    private static Path existing(Path path) throws DemoException {
        if (!Files.exists(path)) {
            throw new DemoException(path + " is missing. Start the demo by bin/demo, which builds it.");
        }
        return path;
    }
}
