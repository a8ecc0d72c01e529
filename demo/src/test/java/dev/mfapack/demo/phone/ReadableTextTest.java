package dev.mfapack.demo.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.demo.phone.ReadableText.Piece;
import org.junit.jupiter.api.Test;

class ReadableTextTest {

    @Test
    void links_are_told_from_text() {
        assertThat(ReadableText.of("Go to http://localhost/a?b=c&d\nor ask."))
                .containsExactly(
                        new Piece("Go to ", false),
                        new Piece("http://localhost/a?b=c&d", true),
                        new Piece("\nor ask.", false));
    }

    @Test
    void only_web_addresses_become_links() {
        assertThat(ReadableText.of("javascript:alert(1)")).containsExactly(new Piece("javascript:alert(1)", false));
    }

    @Test
    void a_long_link_is_shown_short() {
        var link = new Piece("https://localhost/" + "x".repeat(500), true);

        assertThat(link.shown()).hasSizeLessThan(70).startsWith("https://localhost/x");
    }
}
