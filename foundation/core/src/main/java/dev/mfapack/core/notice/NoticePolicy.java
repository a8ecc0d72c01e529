package dev.mfapack.core.notice;

import dev.mfapack.core.limit.Settings;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which notices a realm sends.
 *
 * @param on {@code mfa.notice.<kind>}: {@code true} or {@code false}
 * @param address {@code mfa.notice.address}: whether a notice holds the network address that the step came from; default {@code
 *     false}, as a mail passes servers that are none of the realm's, and lies in the mailbox for years
 */
public record NoticePolicy(Set<NoticeKind> on, boolean address) {

    private static final String ADDRESS = "mfa.notice.address";

    /** The attributes that make up the policy. */
    public static final Set<String> ATTRIBUTES = Stream.concat(
                    Stream.of(ADDRESS), Arrays.stream(NoticeKind.values()).map(NoticeKind::attribute))
            .collect(Collectors.toUnmodifiableSet());

    public NoticePolicy {
        on = Set.copyOf(on);
    }

    /**
     * What a realm sets; what cannot be read sends the notice, without the address.
     *
     * @param byDefault whether a kind is sent that the realm says nothing of
     */
    public static NoticePolicy read(Settings settings, boolean byDefault) {
        return new NoticePolicy(
                Arrays.stream(NoticeKind.values())
                        .filter(kind -> settings.flag(kind.attribute(), byDefault, true))
                        .collect(Collectors.toSet()),
                settings.flag(ADDRESS, false, false));
    }
}
