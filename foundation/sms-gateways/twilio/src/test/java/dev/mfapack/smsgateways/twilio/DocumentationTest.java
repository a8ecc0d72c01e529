package dev.mfapack.smsgateways.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentationTest {

    private static final Path PAGE = Path.of("../../../docs/gateways.md");
    private static final Pattern CODE = Pattern.compile("[0-9]{5}");

    @Test
    void everyCodeOnThePageMeansWhatThePageSays() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| [0-9]{5}.*"))
                .toList();

        assertThat(rows).hasSizeGreaterThan(10).allSatisfy(row -> {
            String[] cells = row.split("\\|", -1);
            String kind = cells[3].strip().toUpperCase(Locale.ROOT);
            assertThat(CODE.matcher(cells[1]).results().map(MatchResult::group))
                    .isNotEmpty()
                    .allSatisfy(code -> assertThat(TwilioCodes.kindOf(Integer.parseInt(code)))
                            .as(code)
                            .hasValueSatisfying(
                                    known -> assertThat(known.name()).isEqualTo(kind)));
        });
    }

    @Test
    void everyOptionIsOnThePage() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(TwilioConfig.PROPERTIES)
                .allSatisfy(option -> assertThat(page).contains("`" + option.getName() + "`"));
    }
}
