package dev.mfapack.factors.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Factor;
import dev.mfapack.core.challenge.Purpose;
import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.core.key.KeyRing;
import dev.mfapack.core.limit.LimitReason;
import dev.mfapack.core.notice.NoticeKind;
import dev.mfapack.core.notice.NoticeSubject;
import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.persistence.OutboxMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SealedMessagesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Message MESSAGE =
            Message.plain(new PhoneNumber("+4915123456789"), "123456 is your \"code\" für Bank\n@host #123456");

    private final SealedMessages messages = new SealedMessages(new OneKeyPerRealm(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aSealedMessageIsOpenedAsItWas() {
        Challenge challenge = challenge("realm");
        OutboxMessage sealed = messages.seal(challenge, MESSAGE);

        assertThat(messages.open(sealed)).isEqualTo(MESSAGE);
        assertThat(sealed.challengeId()).isEqualTo(challenge.id());
        assertThat(sealed.createdAt()).isEqualTo(NOW);
        assertThat(sealed.usefulUntil()).isEqualTo(challenge.expiresAt());
    }

    @Test
    @DisplayName("C4: neither code nor number is readable in the outbox, or when it is printed")
    void neitherCodeNorNumberIsReadable() {
        OutboxMessage sealed = messages.seal(challenge("realm"), MESSAGE);

        assertThat(sealed.sealedPayload()).doesNotContain("123456", "15123456789");
        assertThat(sealed).hasToString("OutboxMessage[" + sealed.id() + "]");
        assertThat(MESSAGE).hasToString("Message");
    }

    @Test
    @DisplayName("C4: a payload moved to another message or realm is not opened")
    void aPayloadCannotBeMoved() {
        OutboxMessage sealed = messages.seal(challenge("realm"), MESSAGE);

        assertThatIllegalStateException().isThrownBy(() -> messages.open(moved(sealed, UUID.randomUUID(), "realm", 1)));
        assertThatIllegalStateException().isThrownBy(() -> messages.open(moved(sealed, sealed.id(), "other", 1)));
        assertThatIllegalStateException().isThrownBy(() -> messages.open(moved(sealed, sealed.id(), "realm", 2)));
    }

    @Test
    @DisplayName("C6: a mail is opened with its subject and both of its bodies")
    void aMailIsOpenedWhole() {
        Message mail = new Message("erin@example.org", "Your code", "123456", "<p>123456</p>");

        assertThat(messages.open(messages.seal(challenge("realm"), mail))).isEqualTo(mail);
    }

    @Test
    @DisplayName("C7: what the limiter refused is opened with its reason, and holds nothing else")
    void aRefusalIsOpenedWithItsReason() {
        Message refused = messages.open(messages.seal(challenge("realm"), Message.refused(LimitReason.PREFIX_RATE)));

        assertThat(refused.refusal()).isEqualTo("prefix-rate");
        assertThat(refused.to() + refused.text()).isEmpty();
        assertThat(messages.open(messages.seal(challenge("realm"), MESSAGE)).refusal())
                .isNull();
    }

    @Test
    @DisplayName(
            "B2: a notice belongs to no challenge, is sealed as a code is, and is worth sending for as long as it is told")
    void aNoticeIsSealedWithoutAChallenge() {
        NoticeSubject notice = new NoticeSubject("realm", "alice", NoticeKind.FACTOR_ADDED, "mfa-sms", "credential");

        OutboxMessage sealed = messages.seal(notice, MESSAGE, Duration.ofHours(12));

        assertThat(messages.open(sealed)).isEqualTo(MESSAGE);
        assertThat(sealed.sealedPayload()).doesNotContain("123456", "15123456789");
        assertThat(sealed.challengeId()).isNull();
        assertThat(sealed.notice()).isEqualTo("factor-added");
        assertThat(sealed.factor()).isEqualTo(Factor.EMAIL);
        assertThat(sealed.usefulUntil()).isEqualTo(NOW.plus(Duration.ofHours(12)));
    }

    private static OutboxMessage moved(OutboxMessage sealed, UUID id, String realmId, int keyVersion) {
        return new OutboxMessage(
                id,
                realmId,
                sealed.userId(),
                sealed.challengeId(),
                sealed.notice(),
                sealed.factor(),
                keyVersion,
                sealed.sealedPayload(),
                sealed.createdAt(),
                sealed.usefulUntil());
    }

    private static Challenge challenge(String realmId) {
        return new Challenge(
                UUID.randomUUID(),
                realmId,
                "alice",
                Factor.SMS,
                Purpose.LOGIN,
                "hash",
                1,
                NOW,
                NOW.plusSeconds(300),
                NOW.plusSeconds(30),
                0,
                5,
                1,
                Challenge.State.PENDING,
                Challenge.Delivery.QUEUED);
    }

    private static final class OneKeyPerRealm implements KeyRing {

        @Override
        public HashKey current(String realmId, KeyPurpose purpose) {
            byte[] material = new byte[32];
            byte[] name = (realmId + purpose).getBytes(StandardCharsets.UTF_8);
            System.arraycopy(name, 0, material, 0, name.length);
            return new HashKey(1, new SecretKeySpec(material, "HmacSHA256"));
        }

        @Override
        public Optional<HashKey> version(String realmId, KeyPurpose purpose, int version) {
            return version == 1 ? Optional.of(current(realmId, purpose)) : Optional.empty();
        }
    }
}
