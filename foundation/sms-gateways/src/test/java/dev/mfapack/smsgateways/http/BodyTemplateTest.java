package dev.mfapack.smsgateways.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.core.sms.TextMessage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTemplateTest {

    private static final PhoneNumber TO = new PhoneNumber("+4915123456789");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "\",\"to\":\"+4490000000",
                "line one\nline two\r\n@host #123456",
                "back\\slash \\\" \\u0022",
                "tab\t bell\u0007 null\u0000 escape\u001b",
                "Grüße, здравствуйте, 你好, \uD83D\uDE00, \u2028",
                "{to} {id} {text} $1 \\$0 ${text}",
                "}{\"}]",
                "</script>",
                ""
            })
    void inJsonEveryTextArrivesAsItIs(String text) throws JsonProcessingException {
        String body = BodyTemplate.of("application/json", BodyTemplate.DEFAULT).fill(message(text), "", "", "");

        JsonNode json = new ObjectMapper().readTree(body);
        assertThat(json.get("text").textValue()).isEqualTo(text);
        assertThat(json.get("to").textValue()).isEqualTo("+4915123456789");
        assertThat(json.get("id").textValue()).isEqualTo("m-1");
        assertThat(json.size()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a&to=+4490000000&b=c",
                "100 % + 1 = ?",
                "line one\nline two\r\n@host #123456",
                "Grüße, 你好, \uD83D\uDE00",
                "{to} {id} {text} $1 \\$0",
                ";/?:@=#"
            })
    void inAFormEveryTextArrivesAsItIs(String text) {
        String body = BodyTemplate.of(
                        "application/x-www-form-urlencoded; charset=utf-8", "to={to}&body={text}&ref={id}")
                .fill(message(text), "", "", "");

        String[] fields = body.split("&", -1);
        assertThat(fields).hasSize(3);
        assertThat(fields[0]).isEqualTo("to=%2B4915123456789");
        assertThat(fields[1]).startsWith("body=");
        assertThat(URLDecoder.decode(fields[1].substring(5), StandardCharsets.UTF_8))
                .isEqualTo(text);
        assertThat(fields[2]).isEqualTo("ref=m-1");
    }

    @Test
    void whatStandsAroundThePlaceholdersStaysAsTheOperatorWroteIt() {
        String template =
                "{\"from\":\"Bank $1\",\"n\":{\"to\":[\"{to}\",\"{to}\"]},\"x\":\"{other}\",\"t\":\"{text}\"}";

        assertThat(BodyTemplate.of("application/json", template).fill(message("hi"), "", "", ""))
                .isEqualTo("{\"from\":\"Bank $1\",\"n\":{\"to\":[\"+4915123456789\",\"+4915123456789\"]},"
                        + "\"x\":\"{other}\",\"t\":\"hi\"}");
    }

    @Test
    void whatElseAProviderWantsToKnowHasAPlace() {
        String template = "from={from}&to={digits}&type={alphabet}&key={username}&secret={secret}&text={text}";

        assertThat(BodyTemplate.of("application/x-www-form-urlencoded", template)
                        .fill(message("Grüße"), "Bank & Co", "user", "s&=cret"))
                .isEqualTo(
                        "from=Bank+%26+Co&to=4915123456789&type=text&key=user&secret=s%26%3Dcret&text=Gr%C3%BC%C3%9Fe");
        assertThat(BodyTemplate.of("application/x-www-form-urlencoded", template)
                        .fill(message("привет"), "", "", ""))
                .contains("type=unicode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"to\":\"{to}\"}", "{\"text\":\"{text}\"}", "{TO} {TEXT}"})
    void aTemplateThatWouldSendNothingUsefulIsRefused(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BodyTemplate.of("application/json", template))
                .withMessage("body must contain {to} or {digits}, and {text}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/xml", "text/plain", "application/soap+xml", "json"})
    void aMediaTypeWhoseEscapingIsNotKnownIsRefused(String contentType) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BodyTemplate.of(contentType, BodyTemplate.DEFAULT))
                .withMessageContaining("content-type must be");
    }

    private static TextMessage message(String text) {
        return new TextMessage("m-1", TO, text);
    }
}
