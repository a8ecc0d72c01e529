package dev.mfapack.core.audit.chain;

import java.util.Arrays;
import java.util.Optional;

/** Fields of a row that tell of a person. The order is part of the format. */
public enum PersonalField {
    PERSON("person"),
    ACTOR("actor"),
    SESSION("session"),
    CREDENTIAL("credential"),
    ADDRESS("address"),
    USER_AGENT("userAgent"),
    REQUEST("request");

    private final String label;

    PersonalField(String label) {
        this.label = label;
    }

    /** Its name in exports and hashes. */
    public String label() {
        return label;
    }

    static Optional<PersonalField> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(field -> field.label.equals(label))
                .findFirst();
    }
}
