package dev.mfapack.requiredactions.preference;

import dev.mfapack.factors.code.CodeCredentialModel;
import dev.mfapack.factors.code.CodeFactors;
import java.util.Optional;
import org.keycloak.credential.CredentialModel;

/**
 * A factor that can be preferred, as the page shows it.
 *
 * @param id of the credential
 * @param type credential type
 * @param label the person's name for it, and where codes go, masked
 */
public record Preference(String id, String type, String label) {

    static Preference of(CredentialModel credential) {
        String name = Optional.ofNullable(credential.getUserLabel()).orElse("");
        String label = CodeFactors.ALL.stream()
                .filter(factor -> factor.factor().id().equals(credential.getType()))
                .findFirst()
                .map(factor -> CodeCredentialModel.of(factor, credential).display())
                .orElse(name);
        return new Preference(credential.getId(), credential.getType(), label);
    }
}
