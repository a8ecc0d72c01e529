package dev.mfapack.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All jars in {@code providers/} share one class loader, which stands before the server's own libraries. */
class ShippedJarTest {
    /** What the project promises; libphonenumber's tables are the largest part. */
    private static final long LARGEST_SIZE = 6L * 1024 * 1024;

    /** The class file version of Java 17, the oldest Java the server runs on. */
    private static final int JAVA_17 = 61;

    private static Map<String, byte[]> files = Map.of();
    private static KeycloakLibraries keycloak = new KeycloakLibraries(Map.of());

    @BeforeAll
    static void open() {
        files = Shipped.filesIn(Shipped.jar());
        keycloak = KeycloakLibraries.in(Shipped.keycloakDistribution());
    }

    @Test
    void noClassShadowsOneOfTheServer() {
        assertThat(keycloak.jarByClass())
                .as("the reading of the distribution itself")
                .containsKeys("org.keycloak.models.KeycloakSession", "com.fasterxml.jackson.databind.ObjectMapper")
                .hasSizeGreaterThan(20_000);

        Map<String, String> shadowed = new TreeMap<>(keycloak.jarByClass());
        shadowed.keySet().retainAll(Shipped.classNames(files.keySet()));

        assertThat(shadowed)
                .as("classes of the pack that the server has too, and where")
                .isEmpty();
    }

    @Test
    void everythingStandsBelowTheFoldersOfThePack() {
        assertThat(files.keySet()).contains("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/MANIFEST.MF");
        assertThat(files.keySet().stream()
                        .filter(name -> !name.matches("(dev/mfapack|META-INF|theme-resources|theme/mfa)/.+")))
                .isEmpty();
    }

    @Test
    void nothingIsLeftOverFromTheLibrariesInside() {
        var leftOver = Pattern.compile("(.*/)?module-info\\.class"
                + "|META-INF/(maven/.*|INDEX\\.LIST|DEPENDENCIES|jandex\\.idx|[^/]+\\.(SF|DSA|RSA|EC))");

        assertThat(files.keySet().stream().filter(leftOver.asMatchPredicate())).isEmpty();
    }

    @Test
    void itIsSmallEnough() throws Exception {
        assertThat(Files.size(Shipped.jar())).isLessThanOrEqualTo(LARGEST_SIZE);
    }

    @Test
    void everyClassRunsOnJava17() {
        Map<String, Integer> versions = files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".class"))
                .collect(Collectors.toMap(Map.Entry::getKey, file -> classFileVersion(file.getValue())));

        assertThat(versions)
                .isNotEmpty()
                .allSatisfy((name, version) -> assertThat(version).as(name).isLessThanOrEqualTo(JAVA_17));
    }

    @Test
    void everyServiceFileNamesAServiceOfTheServerAndProvidersOfThePack() {
        Set<String> own = Shipped.classNames(files.keySet());
        Map<String, byte[]> services = new TreeMap<>(files);
        services.keySet().removeIf(name -> !name.startsWith("META-INF/services/"));

        assertThat(services).isNotEmpty();
        assertSoftly(softly -> services.forEach((name, content) -> {
            String service = name.substring("META-INF/services/".length());
            softly.assertThat(own.contains(service) || keycloak.jarByClass().containsKey(service))
                    .as("%s is a type of the server or the pack", service)
                    .isTrue();
            softly.assertThat(Shipped.providersIn(content))
                    .as(name)
                    .isNotEmpty()
                    .isSubsetOf(own);
        }));
    }

    @Test
    void theMovedPhoneLibraryFindsItsTables() throws Exception {
        URL[] onlyTheShippedJar = {Shipped.jar().toUri().toURL()};
        try (var loader = new URLClassLoader(onlyTheShippedJar, ClassLoader.getPlatformClassLoader())) {
            Class<?> util = loader.loadClass("dev.mfapack.shaded.phonenumbers.PhoneNumberUtil");
            Object phones = util.getMethod("getInstance").invoke(null);
            Object number =
                    util.getMethod("parse", CharSequence.class, String.class).invoke(phones, "030 901820", "DE");

            assertThat(util.getMethod("isValidNumber", number.getClass()).invoke(phones, number))
                    .isEqualTo(true);
            assertThat(number).asString().contains("Country Code: 49");
        }
    }

    private static int classFileVersion(byte[] classFile) {
        return ByteBuffer.wrap(classFile).getShort(6);
    }
}
