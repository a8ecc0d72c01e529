package dev.mfapack.core.notice;

import java.time.Duration;

/** What a person is told of. Each kind has a cap of its own, so that nobody can use one up to hide another. */
public enum NoticeKind {
    /** A factor was bound. Nobody adds so many in a day; whoever does has left twenty mails that say so. */
    FACTOR_ADDED("factor-added", 20, Duration.ofDays(1)),
    /** A factor was removed, by the person or an administrator. */
    FACTOR_REMOVED("factor-removed", 20, Duration.ofDays(1)),
    /** A backup code was used. As many as a list can have. */
    BACKUP_CODE_USED("backup-code-used", 24, Duration.ofDays(1)),
    /** A backup code was used, and few are left. Told in place of {@link #BACKUP_CODE_USED}. */
    BACKUP_CODES_LOW("backup-codes-low", 24, Duration.ofDays(1)),
    /**
     * The password was right, and the second factor wrong. Most of these are typing errors, and whoever has the password can go on
     * for as long as they like: one an hour tells all there is to tell.
     */
    SECOND_FACTOR_WRONG("second-factor-wrong", 1, Duration.ofHours(1)),
    /** A login from a browser that was not seen before. Whoever has the password can come with a new one each time. */
    NEW_DEVICE("new-device", 5, Duration.ofDays(1));

    private final String id;
    private final int most;
    private final Duration window;

    NoticeKind(String id, int most, Duration window) {
        this.id = id;
        this.most = most;
        this.window = window;
    }

    /** The word for it in attributes, audit rows and metrics. */
    public String id() {
        return id;
    }

    /** The realm attribute that switches it. */
    public String attribute() {
        return "mfa.notice." + id;
    }

    /** How many a person gets within {@link #window} at most. */
    public int most() {
        return most;
    }

    public Duration window() {
        return window;
    }

    /**
     * The kind with this id.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static NoticeKind ofId(String id) {
        for (NoticeKind kind : values()) {
            if (kind.id.equals(id)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no notice has the id " + id);
    }
}
