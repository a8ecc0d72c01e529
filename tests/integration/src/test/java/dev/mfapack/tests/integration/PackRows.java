package dev.mfapack.tests.integration;

import dev.mfapack.tests.bench.RealmAdmin;

/** What stands in the pack's tables of one realm. */
final class PackRows {

    private final RealmAdmin realm;

    PackRows(RealmAdmin realm) {
        this.realm = realm;
    }

    /** How many rows of that table. */
    long in(String table) {
        return realm.node().db().number("select count(*) from " + table + " where REALM_ID = ?", realmId());
    }

    /** How many rows of the audit log. */
    long audited(String type, String outcome) {
        return realm.node()
                .db()
                .number(
                        "select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = ? and OUTCOME = ?",
                        realmId(),
                        type,
                        outcome);
    }

    /** The reasons in the only row of the audit log that there is of that kind. */
    String reasons(String type, String outcome) {
        return String.valueOf(realm.node()
                .db()
                .row(
                        "select REASONS from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = ? and OUTCOME = ?",
                        realmId(),
                        type,
                        outcome)
                .get("REASONS"));
    }

    private String realmId() {
        return realm.representation().path("id").asText();
    }
}
