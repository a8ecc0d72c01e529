package dev.mfapack.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions that this launcher was built for. */
record Versions(String pack, String keycloak) {

    static Versions ofThisBuild() {
        var properties = new Properties();
        try (var in = Versions.class.getResourceAsStream("versions.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Versions(properties.getProperty("pack"), properties.getProperty("keycloak"));
    }
}
