package dev.mfapack.restapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mfapack.core.audit.AddressHash;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.audit.chain.ChainRow;
import dev.mfapack.core.audit.chain.PersonalField;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was recorded about a person, as they see it themselves: no ids, and no word on why the realm decided as it did.
 *
 * @param time when
 * @param type what
 * @param outcome how it ended
 * @param client the app
 * @param factor credential type
 * @param level level after it
 * @param address where it came from
 * @param userAgent family of the browser
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Activity(
        String time,
        String type,
        String outcome,
        @Nullable String client,
        @Nullable String factor,
        @Nullable Integer level,
        @Nullable String address,
        @Nullable String userAgent) {

    /**
     * What the realm made of a login: the login itself is told. Who sits at somebody else's account must not learn that they stand out.
     */
    static final List<String> NOT_TOLD = List.of(AuditType.RISK_ASSESSED.name(), AuditType.RISK_LABELLED.name());

    static Activity of(ChainRow row) {
        // What an administrator did came from the administrator's address.
        boolean byAnother = row.personal().containsKey(PersonalField.ACTOR);
        return new Activity(
                Instant.ofEpochMilli(row.time()).toString(),
                row.type(),
                row.outcome(),
                row.client(),
                row.factor(),
                row.level(),
                byAnother ? null : address(row),
                byAnother ? null : row.personal().get(PersonalField.USER_AGENT));
    }

    /** A hash would tell the person nothing. */
    private static @Nullable String address(ChainRow row) {
        String address = row.personal().get(PersonalField.ADDRESS);
        return address == null || AddressHash.isOne(address) ? null : address;
    }
}
