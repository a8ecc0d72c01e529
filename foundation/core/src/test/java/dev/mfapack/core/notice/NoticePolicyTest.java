package dev.mfapack.core.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mfapack.core.limit.Settings;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NoticePolicyTest {

    private final Map<String, String> problems = new TreeMap<>();

    @Test
    @DisplayName(
            "B2, B3: all are on by default where the pack is in use, none elsewhere, and the address is never told unasked")
    void allOrNoneByDefault() {
        assertThat(read(Map.of(), true).on()).containsExactlyInAnyOrder(NoticeKind.values());
        assertThat(read(Map.of(), false).on()).isEmpty();
        assertThat(read(Map.of(), true).address()).isFalse();
        assertThat(problems).isEmpty();
    }

    @Test
    void eachKindIsSwitchedOnItsOwn() {
        assertThat(read(Map.of("mfa.notice.new-device", "false", "mfa.notice.address", " true "), true))
                .satisfies(policy -> assertThat(policy.on())
                        .hasSize(NoticeKind.values().length - 1)
                        .doesNotContain(NoticeKind.NEW_DEVICE))
                .satisfies(policy -> assertThat(policy.address()).isTrue());
        assertThat(read(Map.of("mfa.notice.factor-added", "true"), false).on())
                .containsExactly(NoticeKind.FACTOR_ADDED);
    }

    @Test
    @DisplayName("B2: what cannot be read keeps nothing from people, tells nothing beyond, and is reported")
    void whatCannotBeReadIsTheStricter() {
        NoticePolicy policy = read(Map.of("mfa.notice.factor-removed", "no", "mfa.notice.address", "yes"), false);

        assertThat(policy.on()).containsExactly(NoticeKind.FACTOR_REMOVED);
        assertThat(policy.address()).isFalse();
        assertThat(problems).containsOnlyKeys("mfa.notice.factor-removed", "mfa.notice.address");
    }

    @Test
    void everyKindIsFoundByItsId() {
        for (NoticeKind kind : NoticeKind.values()) {
            assertThat(NoticeKind.ofId(kind.id())).isEqualTo(kind);
            assertThat(NoticePolicy.ATTRIBUTES).contains(kind.attribute());
        }
        assertThatIllegalArgumentException().isThrownBy(() -> NoticeKind.ofId("other"));
    }

    private NoticePolicy read(Map<String, String> attributes, boolean byDefault) {
        return NoticePolicy.read(new Settings(attributes::get, problems::put), byDefault);
    }
}
