package dev.mfapack.core.limit;

/**
 * A person and one of their factors.
 *
 * @param realmId the realm
 * @param userId the person
 * @param factor the credential type, such as {@code mfa-sms}: each has a count of its own, apart from the password's
 */
public record Holder(String realmId, String userId, String factor) {

    Subject answers() {
        return new Subject(realmId, Subject.Kind.ANSWERS, factor, userId, userId);
    }
}
