package dev.mfapack.core.notice;

import dev.mfapack.core.key.HashKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What the "this wasn't me" link of a notice carries: the notice's random id, by which its row is found, and 128 random bits, of
 * which only a keyed hash is stored.
 */
public final class LinkToken {

    private static final int ID_BYTES = 16;
    private static final int SECRET_BYTES = 16;
    private static final int LENGTH = 43;

    private final UUID noticeId;
    private final byte[] secret;

    private LinkToken(UUID noticeId, byte[] secret) {
        this.noticeId = noticeId;
        this.secret = secret;
    }

    public static LinkToken draw(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new LinkToken(UUID.randomUUID(), secret);
    }

    /** Reads what {@link #text} gave; empty when it is anything else. */
    public static Optional<LinkToken> read(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            UUID id = new UUID(bytes.getLong(), bytes.getLong());
            byte[] secret = new byte[SECRET_BYTES];
            bytes.get(secret);
            return Optional.of(new LinkToken(id, secret));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public UUID noticeId() {
        return noticeId;
    }

    /** 43 letters, digits, dashes and underscores. A secret. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(ID_BYTES + SECRET_BYTES)
                        .putLong(noticeId.getMostSignificantBits())
                        .putLong(noticeId.getLeastSignificantBits())
                        .put(secret)
                        .array());
    }

    /** Keyed hash over the secret and what it is good for: with anything of that changed, the link is worth nothing. */
    public String hash(HashKey key, NoticeSubject subject) {
        byte[] message = String.join(
                        "\n",
                        noticeId.toString(),
                        subject.realmId(),
                        subject.userId(),
                        subject.kind().id(),
                        String.valueOf(subject.factor()),
                        String.valueOf(subject.credentialId()),
                        Base64.getEncoder().encodeToString(secret))
                .getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.hmac(message));
    }

    /** Whether that is its hash; takes the same time whatever the answer. */
    public boolean matches(HashKey key, NoticeSubject subject, String hash) {
        return MessageDigest.isEqual(
                hash(key, subject).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinkToken token
                && noticeId.equals(token.noticeId)
                && MessageDigest.isEqual(secret, token.secret);
    }

    @Override
    public int hashCode() {
        return 31 * noticeId.hashCode() + Arrays.hashCode(secret);
    }

    @Override
    public String toString() {
        return "LinkToken[" + noticeId + "]";
    }
}
