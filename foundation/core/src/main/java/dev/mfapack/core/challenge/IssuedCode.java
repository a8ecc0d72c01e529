package dev.mfapack.core.challenge;

/**
 * A fresh code on its way to the message. It exists in memory only.
 *
 * @param challenge the challenge it belongs to
 * @param code the code itself: a secret
 */
public record IssuedCode(Challenge challenge, String code) {

    @Override
    public String toString() {
        return "IssuedCode[" + challenge.id() + "]";
    }
}
