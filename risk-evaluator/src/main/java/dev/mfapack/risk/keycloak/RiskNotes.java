package dev.mfapack.risk.keycloak;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.Risk;
import dev.mfapack.core.risk.LoginNotes;
import dev.mfapack.risk.Lesson;
import dev.mfapack.risk.Place;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What is kept of an assessment with the login that it is of, and with the session that comes of it. None of it leaves the server. */
final class RiskNotes {

    private static final String PERSON = "mfa-risk-person";
    private static final String RISK = "mfa-risk";
    private static final String LESSON = "mfa-risk-lesson";
    private static final String WORDS = "mfa-risk-words";
    private static final String ENROLLED = "mfa-risk-enrolled";
    private static final String LEVEL = "mfa-risk-level";

    private static final String REFUSED = "refused";
    private static final String IMPAIRED = "impaired";
    private static final String UNKNOWN = "unknown";

    private final AuthenticationSessionModel login;

    RiskNotes(AuthenticationSessionModel login) {
        this.login = login;
    }

    /** What was found for this person; empty when they have not been assessed in this login. */
    Optional<Risk> risk(String userId) {
        String risk = login.getAuthNote(RISK);
        return risk == null || !userId.equals(login.getAuthNote(PERSON)) ? Optional.empty() : Optional.of(read(risk));
    }

    void keep(String userId, Risk risk) {
        login.setAuthNote(PERSON, userId);
        login.setAuthNote(RISK, write(risk));
    }

    private static String write(Risk risk) {
        if (risk instanceof Risk.Assessed assessed) {
            String since = assessed.roseAt().map(Instant::toString).orElse("");
            return assessed.level().number() + "," + since;
        }
        if (risk instanceof Risk.Impaired) {
            return IMPAIRED;
        }
        return risk instanceof Risk.Refused ? REFUSED : UNKNOWN;
    }

    private static Risk read(String note) {
        if (note.equals(REFUSED)) {
            return new Risk.Refused();
        }
        if (note.equals(IMPAIRED)) {
            return new Risk.Impaired();
        }
        if (note.equals(UNKNOWN)) {
            return new Risk.Unknown();
        }
        String[] parts = note.split(",", 2);
        Level level = Level.ofNumber(Integer.parseInt(parts[0])).orElse(Level.PHISHING_RESISTANT);
        return new Risk.Assessed(level, parts[1].isEmpty() ? Optional.empty() : Optional.of(Instant.parse(parts[1])));
    }

    /** What is to be learned when the login has succeeded. */
    void teach(Lesson lesson) {
        login.setAuthNote(LESSON, lesson.write());
    }

    /** Empty for what is no login of its own, such as that of a session that goes on. */
    Optional<Lesson> takeLesson() {
        Optional<Lesson> lesson = Optional.ofNullable(login.getAuthNote(LESSON)).flatMap(Lesson::read);
        login.removeAuthNote(LESSON);
        return lesson;
    }

    /** Key of the message by which the person learns why more is asked. */
    Optional<String> words() {
        return Optional.ofNullable(login.getAuthNote(WORDS));
    }

    void say(@Nullable String key) {
        if (key == null) {
            login.removeAuthNote(WORDS);
        } else {
            login.setAuthNote(WORDS, key);
        }
    }

    void from(Place place) {
        login.setAuthNote(LoginNotes.COUNTRY, place.country());
    }

    void enrolled() {
        login.setAuthNote(ENROLLED, "true");
    }

    boolean isEnrolled() {
        return login.getAuthNote(ENROLLED) != null;
    }

    /** What was found highest so far in the session's life. */
    static Level highest(@Nullable UserSessionModel known) {
        String note = known == null ? null : known.getNote(LEVEL);
        return note == null
                ? Level.BASIC
                : Level.ofNumber(Integer.parseInt(note)).orElse(Level.BASIC);
    }

    /** For the session that comes of this login. */
    void goesWithTheSession(Level highest, Optional<String> decision) {
        login.setUserSessionNote(LEVEL, String.valueOf(highest.number()));
        decision.ifPresent(id -> login.setUserSessionNote(LoginNotes.DECISION, id));
    }
}
