package dev.mfapack.factors.notice;

import dev.mfapack.core.notice.NoticeKind;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.FlowStep;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** Hears in Keycloak's events what people should be told of, whichever door it came by. */
final class NoticeListener implements EventListenerProvider {

    private static final Pattern CREDENTIAL = Pattern.compile("(?:.*/)?users/([^/]+)/credentials/[^/]+");

    /** A request takes no longer: what was stored longer ago is not what the event tells of. */
    private static final Duration JUST_NOW = Duration.ofMinutes(1);

    private final KeycloakSession session;

    NoticeListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        if (event.getUserId() == null) {
            return;
        }
        switch (event.getType()) {
            case UPDATE_CREDENTIAL -> factor(event).ifPresent(factor -> added(event, factor));
            case REMOVE_CREDENTIAL ->
                factor(event).ifPresent(factor -> tell(event, Happening.factorRemoved(factor, Happening.By.PERSON)));
            case LOGIN -> loggedIn(event);
            case LOGIN_ERROR -> refused(event);
            case UPDATE_EMAIL, UPDATE_PROFILE -> addressChanged(event);
            default -> {
                // Nothing that people are told of.
            }
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        Matcher path = CREDENTIAL.matcher(String.valueOf(event.getResourcePath()));
        if (event.getResourceType() != ResourceType.USER
                || event.getOperationType() != OperationType.ACTION
                || event.getError() != null
                || !path.matches()
                || event.getDetails() == null) {
            return;
        }
        String factor = event.getDetails().get(Details.CREDENTIAL_TYPE);
        if (factor != null && !factor.equals(PasswordCredentialModel.TYPE)) {
            person(event.getRealmId(), path.group(1))
                    .ifPresent(person ->
                            notices(person).tell(Happening.factorRemoved(factor, Happening.By.ADMINISTRATOR)));
        }
    }

    @Override
    public void close() {}

    private void added(Event event, String factor) {
        person(event).ifPresent(person -> {
            String told = detail(event, Details.CREDENTIAL_ID);
            String credentialId = told == null ? justStored(person.user(), factor) : told;
            notices(person).tell(Happening.factorAdded(factor, credentialId, Happening.By.PERSON));
        });
    }

    /** Keycloak's own actions do not say which credential they have stored. */
    private static @Nullable String justStored(UserModel user, String factor) {
        long since = KeycloakClock.INSTANCE.instant().minus(JUST_NOW).toEpochMilli();
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(factor)
                .filter(stored -> stored.getCreatedDate() != null && stored.getCreatedDate() >= since)
                .max(Comparator.comparing(CredentialModel::getCreatedDate))
                .map(CredentialModel::getId)
                .orElse(null);
    }

    private void loggedIn(Event event) {
        boolean isInABrowser = session.getContext().getAuthenticationSession() != null
                && !"oauth_credentials".equals(detail(event, Details.AUTH_METHOD));
        if (isInABrowser) {
            person(event)
                    .filter(person -> RealmNotices.policy(person.realm()).on().contains(NoticeKind.NEW_DEVICE))
                    .ifPresent(person -> new BrowsersSeen(session, person.realm(), person.user())
                            .see()
                            .ifPresent(device -> notices(person).tell(Happening.newDevice(device))));
        }
    }

    private void refused(Event event) {
        if (!Errors.INVALID_USER_CREDENTIALS.equals(event.getError())) {
            return;
        }
        FlowStep step = FlowStep.of(session, event);
        if (step.followsPassword() && (step.isThePacks() || step.factor().isPresent())) {
            String factor = step.factor().orElse(step.authenticator());
            tell(event, Happening.secondFactorWrong(factor));
        }
    }

    /** Where addresses are not verified, the one before was never validated. */
    private void addressChanged(Event event) {
        String before = detail(event, Details.PREVIOUS_EMAIL);
        if (before != null && !before.isBlank()) {
            person(event)
                    .filter(person -> person.realm().isVerifyEmail())
                    .ifPresent(person -> new ValidatedAddresses(session, person.realm(), person.user())
                            .givenUp(before, KeycloakClock.INSTANCE.instant()));
        }
    }

    private void tell(Event event, Happening happening) {
        person(event).ifPresent(person -> notices(person).tell(happening));
    }

    private PersonsNotices notices(Person person) {
        return PersonsNotices.of(session, person.realm(), person.user());
    }

    /** The factor that an event is about; a password is none. */
    private static Optional<String> factor(Event event) {
        return Optional.ofNullable(detail(event, Details.CREDENTIAL_TYPE))
                .filter(type -> !type.equals(PasswordCredentialModel.TYPE));
    }

    private static @Nullable String detail(Event event, String name) {
        Map<String, String> details = event.getDetails();
        return details == null ? null : details.get(name);
    }

    private record Person(RealmModel realm, UserModel user) {}

    private Optional<Person> person(Event event) {
        return person(event.getRealmId(), event.getUserId());
    }

    private Optional<Person> person(String realmId, String userId) {
        return Optional.ofNullable(session.realms().getRealm(realmId))
                .flatMap(realm -> Optional.ofNullable(session.users().getUserById(realm, userId))
                        .map(user -> new Person(realm, user)));
    }
}
