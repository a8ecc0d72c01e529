package dev.mfapack.persistence;

import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.chain.ChainRow;
import dev.mfapack.core.audit.chain.Openings;
import dev.mfapack.core.audit.chain.PersonalField;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code MFA_AUDIT_EVENT}. Type and outcome are texts: a name that this version does not know, because a newer node or an
 * intruder wrote it, must not keep the log from being read.
 *
 * <p>Only changed columns are written: a row is sealed while another transaction erases a person from it, and neither must undo
 * the other.
 */
@Entity
@DynamicUpdate
@Table(name = "MFA_AUDIT_EVENT")
public class AuditEventEntity {

    private static final int LONGEST_WORD = 64;
    private static final int LONGEST_TEXT = 255;
    private static final int LONGEST_REASONS = 2000;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "EVENT_TIME")
    long eventTime;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "TYPE", length = LONGEST_WORD)
    String type;

    @Column(name = "OUTCOME", length = 16)
    String outcome;

    @Column(name = "USER_ID")
    @Nullable
    String userId;

    @Column(name = "ACTOR_ID")
    @Nullable
    String actorId;

    @Column(name = "CLIENT_ID")
    @Nullable
    String clientId;

    @Column(name = "SESSION_ID", length = LONGEST_WORD)
    @Nullable
    String sessionId;

    @Column(name = "FACTOR", length = LONGEST_WORD)
    @Nullable
    String factor;

    @Column(name = "CREDENTIAL_ID", length = LONGEST_WORD)
    @Nullable
    String credentialId;

    @Column(name = "LEVEL_BEFORE")
    @Nullable
    Integer levelBefore;

    @Column(name = "AUTH_LEVEL")
    @Nullable
    Integer level;

    @Column(name = "REASONS", length = LONGEST_REASONS)
    String reasons;

    @Column(name = "ADDRESS", length = LONGEST_WORD)
    @Nullable
    String address;

    @Column(name = "USER_AGENT", length = LONGEST_WORD)
    @Nullable
    String userAgent;

    @Column(name = "REQUEST_ID", length = LONGEST_WORD)
    @Nullable
    String requestId;

    @Column(name = "OPENINGS", length = 1000)
    @Nullable
    String openings;

    @Column(name = "BATCH_NO")
    @Nullable
    Long batch;

    @SuppressWarnings("NullAway.Init")
    protected AuditEventEntity() {}

    AuditEventEntity(AuditRecord event) {
        this.id = event.id().toString();
        this.eventTime = event.time().toEpochMilli();
        this.realmId = event.realmId();
        this.type = event.type().name();
        this.outcome = event.outcome().name();
        this.userId = clipped(event.userId(), LONGEST_TEXT);
        this.actorId = clipped(event.actorId(), LONGEST_TEXT);
        this.clientId = clipped(event.origin().clientId(), LONGEST_TEXT);
        this.sessionId = clipped(event.origin().sessionId(), LONGEST_WORD);
        this.factor = clipped(event.factor(), LONGEST_WORD);
        this.credentialId = clipped(event.credentialId(), LONGEST_WORD);
        this.levelBefore =
                event.levelBefore() == null ? null : event.levelBefore().number();
        this.level = event.level() == null ? null : event.level().number();
        this.reasons = Objects.requireNonNull(clipped(String.join(",", event.reasons()), LONGEST_REASONS));
        this.address = clipped(event.origin().address(), LONGEST_WORD);
        this.userAgent = clipped(event.origin().userAgent(), LONGEST_WORD);
        this.requestId = clipped(event.origin().requestId(), LONGEST_WORD);
        this.openings = Openings.random(RANDOM).toString();
    }

    /** As it is hashed. Openings that cannot be read count as none, so that the row is named and not an error. */
    ChainRow toRow() {
        return new ChainRow(
                id,
                eventTime,
                realmId,
                type,
                outcome,
                clientId,
                factor,
                levelBefore,
                level,
                // Some databases keep the empty text as null.
                reasons == null || reasons.isEmpty() ? null : reasons,
                personal(),
                readableOpenings());
    }

    /** Takes {@code fields} away; a pseudonym comes in the place of whose they are. The row's hash stays what it is. */
    void erase(Set<PersonalField> fields, String pseudonym) {
        Openings before = readableOpenings();
        openings = (before == null ? Openings.random(RANDOM) : before)
                .without(fields, personal())
                .toString();
        userId = fields.contains(PersonalField.PERSON) && userId != null ? pseudonym : userId;
        actorId = fields.contains(PersonalField.ACTOR) && actorId != null ? pseudonym : actorId;
        sessionId = fields.contains(PersonalField.SESSION) ? null : sessionId;
        credentialId = fields.contains(PersonalField.CREDENTIAL) ? null : credentialId;
        address = fields.contains(PersonalField.ADDRESS) ? null : address;
        userAgent = fields.contains(PersonalField.USER_AGENT) ? null : userAgent;
        requestId = fields.contains(PersonalField.REQUEST) ? null : requestId;
    }

    /** A row of an older version has no salt yet. */
    void addOpenings() {
        if (openings == null) {
            openings = Openings.random(RANDOM).toString();
        }
    }

    private Map<PersonalField, String> personal() {
        Map<PersonalField, String> personal = new EnumMap<>(PersonalField.class);
        put(personal, PersonalField.PERSON, userId);
        put(personal, PersonalField.ACTOR, actorId);
        put(personal, PersonalField.SESSION, sessionId);
        put(personal, PersonalField.CREDENTIAL, credentialId);
        put(personal, PersonalField.ADDRESS, address);
        put(personal, PersonalField.USER_AGENT, userAgent);
        put(personal, PersonalField.REQUEST, requestId);
        return personal;
    }

    private static void put(Map<PersonalField, String> personal, PersonalField field, @Nullable String value) {
        if (value != null) {
            personal.put(field, value);
        }
    }

    private @Nullable Openings readableOpenings() {
        try {
            return openings == null ? null : Openings.parse(openings);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whatever a header or a directory made of it, a text must not fail the step that it is recorded with. */
    private static @Nullable String clipped(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
