package dev.mfapack.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The optional jar stands beside the pack's in {@code providers/}, before the server's own libraries. */
class TwilioJarTest {
    /** A tenth of what Twilio's library and what it drags in would take; most of it is an HTTP client that it insists on. */
    private static final long LARGEST_SIZE = 1024L * 1024;

    private static final short JAVA_17 = 61;
    private static final String SERVICE = "META-INF/services/dev.mfapack.smsgateways.SmsGatewayProviderFactory";

    private static Map<String, byte[]> files = Map.of();

    @BeforeAll
    static void open() {
        files = Shipped.filesIn(Shipped.twilioJar());
    }

    @Test
    void noClassShadowsOneOfTheServerOrOfThePack() {
        Set<String> taken =
                new TreeSet<>(Shipped.classNames(Shipped.filesIn(Shipped.jar()).keySet()));
        assertThat(taken).contains("dev.mfapack.smsgateways.SmsGatewayProvider");
        taken.addAll(KeycloakLibraries.in(Shipped.keycloakDistribution())
                .jarByClass()
                .keySet());
        taken.retainAll(Shipped.classNames(files.keySet()));

        assertThat(taken).isEmpty();
    }

    @Test
    void itHoldsOneGatewayAndWhatItNeedsMovedAway() {
        assertThat(files.keySet())
                .contains(
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        "dev/mfapack/shaded/twilio/rest/api/v2010/account/Message.class")
                .allMatch(name -> name.startsWith("META-INF/")
                        || name.startsWith("dev/mfapack/shaded/twilio/")
                        || name.startsWith("dev/mfapack/shaded/hc/")
                        || name.startsWith("dev/mfapack/smsgateways/twilio/"))
                .noneMatch(
                        name -> name.matches("META-INF/(maven/.*|INDEX\\.LIST|DEPENDENCIES|[^/]+\\.(SF|DSA|RSA|EC))"));
        assertThat(Shipped.providersIn(files.getOrDefault(SERVICE, new byte[0])))
                .containsExactly("dev.mfapack.smsgateways.twilio.TwilioGatewayFactory");
    }

    @Test
    void itIsSmallEnough() throws Exception {
        assertThat(Files.size(Shipped.twilioJar())).isLessThanOrEqualTo(LARGEST_SIZE);
    }

    @Test
    void everyClassRunsOnJava17() {
        assertThat(files.entrySet().stream().filter(file -> file.getKey().endsWith(".class")))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(ByteBuffer.wrap(file.getValue()).getShort(6))
                        .as(file.getKey())
                        .isLessThanOrEqualTo(JAVA_17));
    }
}
