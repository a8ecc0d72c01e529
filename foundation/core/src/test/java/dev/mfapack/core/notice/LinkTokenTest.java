package dev.mfapack.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.key.HashKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LinkTokenTest {

    private static final HashKey KEY = key("one key of thirty-two bytes in all");
    private static final NoticeSubject SUBJECT =
            new NoticeSubject("realm", "alice", NoticeKind.FACTOR_ADDED, "mfa-sms", "credential");

    private final LinkToken token = LinkToken.draw(new SecureRandom());

    @Test
    void whatWasWrittenIsRead() {
        assertThat(token.text()).matches("[A-Za-z0-9_-]{43}");
        assertThat(LinkToken.read(token.text()))
                .contains(token)
                .hasValueSatisfying(read -> assertThat(read).hasSameHashCodeAs(token));
        assertThat(LinkToken.draw(new SecureRandom())).isNotEqualTo(token);
    }

    @Test
    void anythingElseIsNoToken() {
        for (String text :
                List.of("", "x", token.text() + "A", token.text().substring(1), "ä".repeat(43), "=".repeat(43))) {
            assertThat(LinkToken.read(text)).as(text).isEmpty();
        }
    }

    @Test
    @DisplayName("C2: a link is good for one notice, person, credential and realm")
    void aLinkIsGoodForOneThing() {
        String hash = token.hash(KEY, SUBJECT);

        assertThat(token.matches(KEY, SUBJECT, hash)).isTrue();
        Stream.of(
                        new NoticeSubject("other", "alice", NoticeKind.FACTOR_ADDED, "mfa-sms", "credential"),
                        new NoticeSubject("realm", "bob", NoticeKind.FACTOR_ADDED, "mfa-sms", "credential"),
                        new NoticeSubject("realm", "alice", NoticeKind.NEW_DEVICE, "mfa-sms", "credential"),
                        new NoticeSubject("realm", "alice", NoticeKind.FACTOR_ADDED, null, "credential"),
                        new NoticeSubject("realm", "alice", NoticeKind.FACTOR_ADDED, "mfa-sms", "older"))
                .forEach(other -> assertThat(token.matches(KEY, other, hash))
                        .as(other.toString())
                        .isFalse());
        assertThat(LinkToken.draw(new SecureRandom()).matches(KEY, SUBJECT, hash))
                .isFalse();
        assertThat(token.matches(key("another key of thirty-two bytes .."), SUBJECT, hash))
                .isFalse();
    }

    @Test
    @DisplayName("C4: neither hash nor print tells the secret")
    void theSecretIsNotTold() {
        String secret = token.text().substring(22);

        assertThat(token.hash(KEY, SUBJECT)).doesNotContain(secret).hasSize(43);
        assertThat(token).hasToString("LinkToken[" + token.noticeId() + "]");
    }

    private static HashKey key(String material) {
        return new HashKey(1, new SecretKeySpec(material.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
    }
}
