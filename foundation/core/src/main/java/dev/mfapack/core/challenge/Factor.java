package dev.mfapack.core.challenge;

/** The factors whose codes travel to the person; the id is the credential type as well. */
public enum Factor {
    SMS("mfa-sms"),
    EMAIL("mfa-email");

    private final String id;

    Factor(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /**
     * The factor with this id.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Factor ofId(String id) {
        for (Factor factor : values()) {
            if (factor.id.equals(id)) {
                return factor;
            }
        }
        throw new IllegalArgumentException("no factor has the id " + id);
    }
}
