package dev.mfapack.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a template's text alone can break; how the pages look and behave is tested in browsers. */
class TemplatesTest {

    @Test
    @DisplayName("no template switches escaping off")
    void noTemplateSwitchesEscapingOff() {
        assertThat(Sources.templates())
                .hasSizeGreaterThan(4)
                .allSatisfy(template -> assertThat(Sources.text(template))
                        .doesNotContain("?no_esc", "<#noautoesc", "<#noparse", "output_format"));
    }

    @Test
    @DisplayName("P1: no template needs a script")
    void noTemplateNeedsAScript() {
        assertThat(Sources.templates())
                .allSatisfy(template -> assertThat(Sources.text(template))
                        .doesNotContain("<script", "javascript:")
                        .doesNotContainPattern("\\son[a-z]+="));
    }

    @Test
    @DisplayName("C4: every form is posted, so that neither code nor number gets into an address")
    void everyFormIsPosted() {
        assertThat(Sources.templates())
                .allSatisfy(template -> assertThat(Sources.found(List.of(template), "(<form[^>]*>)"))
                        .allSatisfy(form -> assertThat(form).contains("method=\"post\"")));
    }

    @Test
    @DisplayName("P2: there is one field for the code, which phones fill in")
    void thereIsOneFieldForTheCode() {
        Set<String> fields = Sources.found(Sources.templates(), "(<@parts\\.textField name=\"code\"[^/]*/>)");

        assertThat(fields).singleElement().asString().contains("one-time-code").contains("inputmode=\"numeric\"");
    }
}
