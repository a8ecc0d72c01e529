package dev.mfapack.realmtemplates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelNamesTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "{}"})
    void aRealmMayHaveNone(String attribute) {
        assertThat(LevelNames.parse(attribute).number("mfa")).isEmpty();
        assertThat(LevelNames.parse(attribute).attribute()).isEmpty();
    }

    @Test
    void aNameIsAddedBehindThoseThatAreThere() {
        LevelNames names = LevelNames.parse("{\"silver\": 1, \"gold\": \"2\"}").with("mfa", "2");

        assertThat(names.attribute()).contains("{\"silver\":1,\"gold\":\"2\",\"mfa\":\"2\"}");
    }

    @Test
    void aNumberIsTheSameAsTextOrNot() {
        LevelNames names = LevelNames.parse("{\"silver\": 1, \"gold\": \"2\"}");

        assertThat(names.number("silver")).contains("1");
        assertThat(names.number("gold")).contains("2");
        assertThat(names.othersFor("1", "basic")).containsExactly("silver");
        assertThat(names.othersFor("1", "silver")).isEmpty();
    }

    @Test
    void whatIsTakenAwayLeavesTheRest() {
        LevelNames names = LevelNames.parse("{\"gold\":\"2\",\"mfa\":\"2\"}").with("mfa", null);

        assertThat(names.attribute()).contains("{\"gold\":\"2\"}");
        assertThat(names.with("gold", null).attribute()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic=1", "[1]", "{", "null", "\"mfa\""})
    void whatCannotBeReadIsNotWrittenOver(String attribute) {
        assertThatThrownBy(() -> LevelNames.parse(attribute))
                .isInstanceOf(InstallationRefused.class)
                .hasMessageContaining("acr.loa.map");
    }
}
