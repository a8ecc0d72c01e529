package dev.mfapack.smsgateways;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.smsgateways.chain.ChainFactory;
import dev.mfapack.smsgateways.http.HttpGatewayFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keycloak.provider.ProviderConfigProperty;

class DocumentationTest {

    private static final Path PAGE = Path.of("../../docs/gateways.md");

    @Test
    void everyOptionAndItsDefaultAreOnThePage() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(new HttpGatewayFactory().getConfigMetadata())
                .allSatisfy(option -> assertThat(rows).anyMatch(row -> tells(row, option)));
        assertThat(new ChainFactory().getConfigMetadata())
                .allSatisfy(option -> assertThat(rows).anyMatch(row -> tells(row, option)));
    }

    private static boolean tells(String row, ProviderConfigProperty option) {
        Object value = option.getDefaultValue();
        String[] cells = row.split("\\|", -1);
        return cells[1].contains("`" + option.getName() + "`")
                && (value == null || cells[2].replace("`", "").strip().equals(value.toString()));
    }
}
