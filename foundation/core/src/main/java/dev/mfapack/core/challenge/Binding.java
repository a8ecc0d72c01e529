package dev.mfapack.core.challenge;

/**
 * What a challenge is tied to: its answer counts here and nowhere else (ASVS V6.5.1, V6.6.2).
 *
 * @param realmId the realm
 * @param userId the person
 * @param sessionId the authentication session, that is one tab of one browser
 * @param clientId the client the person is on the way to
 * @param factor the factor
 * @param purpose what a right answer is good for
 * @param target where the code goes: the id of the credential, or the new number that is to be bound
 */
public record Binding(
        String realmId,
        String userId,
        String sessionId,
        String clientId,
        Factor factor,
        Purpose purpose,
        String target) {

    /** Leaves the target out: it may be a telephone number. */
    @Override
    public String toString() {
        return "Binding[%s %s of user %s, session %s, client %s]"
                .formatted(purpose, factor, userId, sessionId, clientId);
    }
}
