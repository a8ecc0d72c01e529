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
                        "keycloak-mfa-pack/LICENSE",
                        "keycloak-mfa-pack/NOTICE");
        assertThat(files.get("providers/" + Shipped.NAME + ".jar")).isEqualTo(Files.readAllBytes(Shipped.jar()));
    }

    @Test
    void theBillOfMaterialsListsWhatIsShippedAndNothingElse() throws Exception {
        JsonNode bill = new ObjectMapper().readTree(Shipped.billOfMaterials().toFile());

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
        assertThat(libraries).containsExactly("com.googlecode.libphonenumber:libphonenumber");
    }

    @Test
    void theChecksumsAreThoseOfTheFiles() throws Exception {
        List<String> expected = new ArrayList<>();
        for (Path file : List.of(Shipped.billOfMaterials(), Shipped.jar(), Shipped.zip())) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            expected.add(HexFormat.of().formatHex(hash) + "  " + file.getFileName());
        }

        assertThat(Files.readAllLines(Shipped.checksums(), UTF_8)).containsExactlyElementsOf(expected);
    }
}
