package dev.mfapack.factors.code;

import dev.mfapack.core.challenge.Destination;
import dev.mfapack.factors.policy.RealmPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Where one person's codes of one factor can go. */
public final class Destinations {

    private final CodeFactor factor;
    private final RealmModel realm;
    private final UserModel user;

    private Destinations(CodeFactor factor, RealmModel realm, UserModel user) {
        this.factor = factor;
        this.realm = realm;
        this.user = user;
    }

    public static Destinations of(CodeFactor factor, RealmModel realm, UserModel user) {
        return new Destinations(factor, realm, user);
    }

    /** Those that count: proven, and the one that the source names where there is a source; the preferred one first. */
    public List<CodeCredentialModel> usable() {
        List<CodeCredentialModel> confirmed =
                all().filter(CodeCredentialModel::isConfirmed).toList();
        if (confirmed.isEmpty() || source().isEmpty()) {
            return confirmed;
        }
        // What the source no longer names was another factor, and that one is gone (SP 800-63B-4 section 3.1.3.3).
        Optional<Destination> prescribed = prescribed();
        return confirmed.stream()
                .filter(bound -> prescribed.filter(bound.destination()::equals).isPresent())
                .toList();
    }

    /** Those that an administrator entered and the person has yet to prove. */
    public List<CodeCredentialModel> unconfirmed() {
        return all().filter(bound -> !bound.isConfirmed()).toList();
    }

    /** All of them, whether they count or not. */
    public Stream<CodeCredentialModel> all() {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(factor.factor().id())
                .map(stored -> CodeCredentialModel.of(factor, stored));
    }

    /** The person's profile attribute that alone says where codes may go, if the realm has one. */
    public Optional<String> source() {
        return factor.source(RealmPolicy.of(realm));
    }

    /** What the source says; empty when there is no source, or nothing in it to which a code can be sent. */
    public Optional<Destination> prescribed() {
        return source().map(user::getFirstAttribute).flatMap(value -> factor.read(value, realm));
    }
}
