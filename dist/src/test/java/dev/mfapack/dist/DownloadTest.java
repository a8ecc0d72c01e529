package dev.mfapack.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DownloadTest {
    @Test
    void theZipHoldsTheJarInProvidersAndWhatBelongsToIt() throws Exception {
        Map<String, byte[]> files = Shipped.filesIn(Shipped.zip());

        assertThat(files)
                .containsOnlyKeys(
                        "providers/" + Shipped.NAME + ".jar",
                        "keycloak-mfa-pack/" + Shipped.NAME + ".cdx.json",
                        "keycloak-mfa-pack/README.md",
                        "keycloak-mfa-pack/mfa-audit-verify",
                        "keycloak-mfa-pack/risk-replay",
                        "keycloak-mfa-pack/LICENSE",
                        "keycloak-mfa-pack/NOTICE",
                        "keycloak-mfa-pack/optional/" + Shipped.TWILIO + ".jar",
                        "keycloak-mfa-pack/optional/" + Shipped.TWILIO + ".cdx.json");
        assertThat(files.get("providers/" + Shipped.NAME + ".jar")).isEqualTo(Files.readAllBytes(Shipped.jar()));
        assertThat(files.get("keycloak-mfa-pack/optional/" + Shipped.TWILIO + ".jar"))
                .isEqualTo(Files.readAllBytes(Shipped.twilioJar()));
    }

    @Test
    void theBillOfMaterialsListsWhatIsShippedAndNothingElse() throws Exception {
        assertThat(librariesIn(Shipped.billOfMaterials()))
                .containsExactlyInAnyOrder(
                        "com.googlecode.libphonenumber:libphonenumber",
                        "com.maxmind.db:maxmind-db",
                        "de.siegmar:fastcsv",
                        "io.github.resilience4j:resilience4j-circuitbreaker",
                        "io.github.resilience4j:resilience4j-core");
        assertThat(librariesIn(Shipped.twilioBillOfMaterials()))
                .containsExactlyInAnyOrder(
                        "com.twilio.sdk:twilio",
                        "org.apache.httpcomponents.client5:httpclient5",
                        "org.apache.httpcomponents.core5:httpcore5",
                        "org.apache.httpcomponents.core5:httpcore5-h2");
    }

    private static List<String> librariesIn(Path file) throws Exception {
        JsonNode bill = new ObjectMapper().readTree(file.toFile());

        List<String> libraries = new ArrayList<>();
        for (JsonNode component : bill.get("components")) {
            assertThat(component.path("scope").asText())
                    .as(component.toString())
                    .isEqualTo("required");
            if (!component.get("group").asText().equals("dev.mfapack")) {
                libraries.add(component.get("group").asText() + ":"
                        + component.get("name").asText());
            }
        }
        assertThat(bill.get("bomFormat").asText()).isEqualTo("CycloneDX");
        return libraries;
    }

    @Test
    void theChecksumsAreThoseOfTheFiles() throws Exception {
        List<String> expected = new ArrayList<>();
        for (Path file : List.of(
                Shipped.billOfMaterials(),
                Shipped.jar(),
                Shipped.zip(),
                Shipped.twilioBillOfMaterials(),
                Shipped.twilioJar())) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            expected.add(HexFormat.of().formatHex(hash) + "  " + file.getFileName());
        }

        assertThat(Files.readAllLines(Shipped.checksums(), UTF_8)).containsExactlyElementsOf(expected);
    }
}
