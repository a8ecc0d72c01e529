package dev.mfapack.core.notice;

import org.jspecify.annotations.Nullable;

/**
 * What a notice is about.
 *
 * @param realmId the realm
 * @param userId the person
 * @param kind what happened
 * @param factor credential type of the factor it happened to
 * @param credentialId the credential, if it is still there
 */
public record NoticeSubject(
        String realmId,
        String userId,
        NoticeKind kind,
        @Nullable String factor,
        @Nullable String credentialId) {}
