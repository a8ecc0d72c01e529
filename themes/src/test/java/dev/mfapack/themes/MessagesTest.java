package dev.mfapack.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    /** Keys that Keycloak itself makes up of an authenticator's or a required action's id. */
    private static final Set<String> ASKED_BY_KEYCLOAK = Set.of(
            "mfa-sms-display-name",
            "mfa-sms-help-text",
            "mfa-enroll-sms",
            "requiredAction.mfa-enroll-sms",
            "mfa-email-display-name",
            "mfa-email-help-text",
            "mfa-enroll-email",
            "requiredAction.mfa-enroll-email",
            "mfa-backup-codes",
            "mfa-backup-codes-display-name",
            "mfa-backup-codes-help-text",
            "mfa-enroll-backup-codes",
            "requiredAction.mfa-enroll-backup-codes",
            "mfa-app-password",
            "mfa-app-password-display-name",
            "mfa-app-password-help-text",
            "mfa-enroll-app-password",
            "requiredAction.mfa-enroll-app-password",
            "mfa-choose-factor",
            "requiredAction.mfa-choose-factor",
            "mfa-preferred-factor",
            "requiredAction.mfa-preferred-factor");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)[^}]*}");

    static Stream<String> languages() {
        return Stream.of("en", "de");
    }

    @Test
    void everyLanguageHasTheSameKeys() {
        assertThat(Messages.ofThePack("de").keys())
                .isEqualTo(Messages.ofThePack("en").keys());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void noKeyStandsTwice(String language) {
        assertThat(Messages.ofThePack(language).keysAsWritten()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void noMessageIsEmptyOrHasStraySpaces(String language) {
        Messages messages = Messages.ofThePack(language);

        assertThat(messages.keys())
                .allSatisfy(key -> assertThat(messages.get(key))
                        .as(key)
                        .isNotBlank()
                        .isEqualTo(messages.get(key).strip())
                        .doesNotContain("  "));
    }

    @Test
    void everyLanguageHasTheSamePlaceholders() {
        Messages english = Messages.ofThePack("en");
        Messages german = Messages.ofThePack("de");

        assertThat(english.keys())
                .allSatisfy(key ->
                        assertThat(placeholders(german.get(key))).as(key).isEqualTo(placeholders(english.get(key))));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyMessageIsAPatternThatKeepsItsApostrophesAndArguments(String language) {
        Messages messages = Messages.ofThePack(language);

        assertThat(messages.keys()).allSatisfy(key -> {
            String pattern = messages.get(key);
            // A lone apostrophe vanishes, and what follows it is no placeholder any more.
            assertThat(pattern.replace("''", "")).as(key).doesNotContain("'");
            String text = new MessageFormat(pattern, Locale.forLanguageTag(language))
                    .format(new Object[] {"<first>", "<second>", "<third>", "<fourth>"});
            assertThat(text).as(key).doesNotContain("{", "}");
            List<String> arguments = List.of("<first>", "<second>", "<third>", "<fourth>");
            placeholders(pattern)
                    .forEach(number -> assertThat(text).as(key).contains(arguments.get(Integer.parseInt(number))));
        });
    }

    @Test
    void everyKeyOfATemplateIsOursOrKeycloaks() {
        Set<String> known = new HashSet<>(Messages.ofThePack("en").keys());
        known.addAll(Messages.ofKeycloaksLogin().keys());

        Set<String> used = Sources.found(Sources.templates(), "msg\\(\\s*\"([^\"]+)\"");
        assertThat(used).hasSizeGreaterThan(10).isSubsetOf(known);
        assertThat(Sources.found(Sources.templates(), "\"(mfa(?:Sms)?[A-Z]\\w+)\""))
                .isSubsetOf(known);
    }

    @Test
    void everyKeyInJavaIsThere() {
        assertThat(Sources.found(Sources.java(), "\"(mfa[A-Z]\\w+)\""))
                .hasSizeGreaterThan(10)
                .isSubsetOf(Messages.ofThePack("en").keys());
        assertThat(Sources.wordsOfRisk())
                .hasSize(6)
                .isSubsetOf(Messages.ofThePack("en").keys());
    }

    @Test
    void everyKeyIsUsedSomewhere() {
        Set<String> used = new TreeSet<>(ASKED_BY_KEYCLOAK);
        used.addAll(Sources.found(Sources.java(), "\"(mfa[A-Z]\\w+)\""));
        used.addAll(Sources.found(Sources.templates(), "\"(mfa[A-Z]\\w+)\""));
        used.addAll(Sources.wordsOfRisk());

        assertThat(Messages.ofThePack("en").keys()).isEqualTo(used);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mfa-sms-display-name", "mfa-sms-help-text", "requiredAction.mfa-enroll-sms"})
    void whatKeycloakAsksForByAnIdIsThere(String key) {
        assertThat(Messages.ofThePack("en").keys()).contains(key);
        assertThat(Messages.ofKeycloaksLogin().keys()).as("of Keycloak's own").doesNotContain(key);
    }

    @Test
    void noKeyOfKeycloaksIsOverwritten() {
        assertThat(Messages.ofThePack("en").keys())
                .doesNotContainAnyElementsOf(Messages.ofKeycloaksLogin().keys());
    }

    private static Set<String> placeholders(String pattern) {
        Set<String> numbers = new TreeSet<>();
        PLACEHOLDER
                .matcher(pattern)
                .results()
                .map((MatchResult match) -> match.group(1))
                .forEach(numbers::add);
        return numbers;
    }
}
