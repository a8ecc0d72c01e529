package dev.mfapack.restapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    @DisplayName("RFC 7493 section 2.1: half a surrogate pair is no text, nor is U+0000, which a database may not keep")
    void whatIsNoText() {
        for (String bad : new String[] {"\0", "a\0b", "\ud800", "x\udc00y", "\udc00\ud800", "\ud83d"}) {
            assertThat(PlainText.is(bad)).isFalse();
        }
        for (String good : new String[] {"", "a\tb\n", "\ud83d\ude00", "\uffff", "\u202e", "ü"}) {
            assertThat(PlainText.is(good)).isTrue();
        }
    }

    @Test
    @DisplayName("a mapper with it reads text and null as before, and does not repeat what it refuses")
    void aMapperRefusesOthers() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper().registerModule(PlainText.module());
        assertThat(mapper.readValue("\"\\ud83d\\ude00\"", String.class)).isEqualTo("\ud83d\ude00");
        assertThat(mapper.readValue("null", String.class)).isNull();
        assertThatThrownBy(() -> mapper.readValue("{\"name\":\"secret\\u0000\"}", Named.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageNotContaining("secret");
    }

    private record Named(String name) {}
}
