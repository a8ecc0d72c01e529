package dev.mfapack.themes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Messages of a language, read as Keycloak reads them. */
final class Messages {

    private final Properties properties = new Properties();

    private final String resource;

    private Messages(String resource) {
        this.resource = resource;
        try (BufferedReader reader = reader()) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Messages ofThePack(String language) {
        return new Messages("theme-resources/messages/messages_" + language + ".properties");
    }

    static Messages ofKeycloaksLogin() {
        return new Messages("theme/base/login/messages/messages_en.properties");
    }

    Set<String> keys() {
        return new TreeSet<>(properties.stringPropertyNames());
    }

    String get(String key) {
        return Objects.requireNonNull(properties.getProperty(key), key);
    }

    /** Every key as often as it stands in the file; {@link Properties} would silently keep the last one. */
    List<String> keysAsWritten() {
        List<String> keys = new ArrayList<>();
        try (BufferedReader reader = reader()) {
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line ->
                            keys.add(line.substring(0, line.indexOf('=')).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }

    private BufferedReader reader() {
        InputStream stream =
                Objects.requireNonNull(Messages.class.getClassLoader().getResourceAsStream(resource));
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }
}
