package dev.mfapack.factors.code;

import dev.mfapack.core.challenge.Destination;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.policy.RealmPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;

/** Where one person's codes of one factor can go. */
public final class Destinations {

    private static final Logger LOG = Logger.getLogger(Destinations.class);

    private final CodeFactor factor;
    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    private Destinations(CodeFactor factor, KeycloakSession session, UserModel user) {
        this.factor = factor;
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.user = user;
    }

    /** In the realm of the current request. */
    public static Destinations of(CodeFactor factor, KeycloakSession session, UserModel user) {
        return new Destinations(factor, session, user);
    }

    /**
     * Those that count: proven, and the one that the source names where there is a source; the preferred one first. A source that
     * people may edit takes nothing away: else the password alone would do to put a bound factor out of force.
     */
    public List<CodeCredentialModel> usable() {
        List<CodeCredentialModel> confirmed =
                all().filter(CodeCredentialModel::isConfirmed).toList();
        if (confirmed.isEmpty() || source().isEmpty() || isEditedByPeople()) {
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

    /**
     * What the source says; empty when there is no source, or nothing in it to which a code can be sent, or people may write into
     * it themselves.
     */
    public Optional<Destination> prescribed() {
        return isEditedByPeople()
                ? Optional.empty()
                : source().map(user::getFirstAttribute).flatMap(value -> factor.read(value, realm));
    }

    /** Whether the person calls another destination of this factor by this name. */
    public boolean isLabelTaken(String label, Destination by) {
        return all().anyMatch(bound ->
                label.equals(bound.getUserLabel()) && !bound.destination().equals(by));
    }

    /**
     * Binds a destination that the person has proven: what waited for this proof counts from now on, anything else is new.
     *
     * @return the id of the credential
     * @throws org.keycloak.models.ModelDuplicateException when the person has another credential of this name
     */
    public String bind(Destination destination, String label) {
        SubjectCredentialManager credentials = user.credentialManager();
        Optional<CodeCredentialModel> waiting =
                all().filter(bound -> bound.destination().equals(destination)).findFirst();
        if (waiting.isPresent()) {
            credentials.updateStoredCredential(waiting.get().confirmed());
            return waiting.get().getId();
        }
        return credentials
                .createStoredCredential(
                        CodeCredentialModel.create(factor, destination, label, KeycloakClock.INSTANCE.instant()))
                .getId();
    }

    private boolean isEditedByPeople() {
        Optional<String> edited = source().filter(name -> SourceAttributes.areEditedByPeople(session, name));
        edited.ifPresent(name -> LOG.errorf(
                "Realm %s: people may edit the attribute %s, so nothing new is bound by it: make it read-only in the user profile",
                realm.getName(), name));
        return edited.isPresent();
    }
}
