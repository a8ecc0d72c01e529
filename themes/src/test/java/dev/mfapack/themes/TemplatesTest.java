package dev.mfapack.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a template's text alone can break; how the pages look and behave is tested in browsers. */
class TemplatesTest {

    private static final String DELIVERY_SCRIPT =
            "<script type=\"module\" src=\"${url.resourcesPath}/js/mfa-delivery.js\"></script>";
    private static final String COPY_SCRIPT =
            "<script type=\"module\" src=\"${url.resourcesPath}/js/mfa-copy.js\"></script>";

    @Test
    @DisplayName("no template switches escaping off; only the plain part of a mail has nothing to escape")
    void noTemplateSwitchesEscapingOff() {
        assertThat(Sources.templates())
                .hasSizeGreaterThan(4)
                .allSatisfy(template -> assertThat(withoutPlainFormat(template))
                        .doesNotContain("?no_esc", "<#noautoesc", "<#noparse", "output_format"));
    }

    private static String withoutPlainFormat(Path template) {
        String text = Sources.text(template);
        return template.endsWith(Path.of("text", template.getFileName().toString()))
                ? text.replace("<#ftl output_format=\"plainText\">", "")
                : text;
    }

    @Test
    @DisplayName(
            "P1: no template holds a script; of the two that are loaded one tells sooner what the next page tells as well, the other spares selecting by hand")
    void noTemplateHoldsAScript() {
        assertThat(Sources.templates())
                .allSatisfy(template -> assertThat(Sources.text(template)
                                .replace(DELIVERY_SCRIPT, "")
                                .replace(COPY_SCRIPT, ""))
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
    @DisplayName("P2: there is one field for a code that was sent, which phones fill in")
    void thereIsOneFieldForTheCode() {
        List<Path> templates = Sources.templates().stream()
                .filter(template -> !template.endsWith("mfa-backup-code.ftl"))
                .toList();
        Set<String> fields = Sources.found(templates, "(<@parts\\.textField name=\"code\"[^/]*/>)");

        assertThat(fields).singleElement().asString().contains("one-time-code").contains("inputmode=\"numeric\"");
    }
}
