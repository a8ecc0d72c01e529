package dev.mfapack.core.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfapack.core.limit.Settings;
import dev.mfapack.core.phone.LineType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SmsPolicyTest {

    private final Map<String, String> problems = new HashMap<>();

    @Test
    @DisplayName("F1: a realm that sets nothing has no country, and sends nothing")
    void aRealmThatSetsNothingHasTheDefaults() {
        assertThat(read(Map.of())).isEqualTo(SmsPolicy.DEFAULT);
        assertThat(SmsPolicy.DEFAULT.countries()).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void whatARealmSetsIsRead() {
        SmsPolicy policy = read(Map.of(
                "mfa.sms.countries", "DE, AT ,CH",
                "mfa.sms.line-types", "MOBILE,VOIP",
                "mfa.sms.prefix-10-minutes", "40",
                "mfa.sms.neighbours-10-minutes", "6",
                "mfa.sms.conversion-warn-percent", "40",
                "mfa.sms.conversion-block-percent", "0",
                "mfa.sms.daily-cap", "250000",
                "mfa.sms.daily-reserved-percent", "50"));

        assertThat(policy)
                .isEqualTo(new SmsPolicy(
                        Set.of("DE", "AT", "CH"), Set.of(LineType.MOBILE, LineType.VOIP), 40, 6, 40, 0, 250_000, 50));
        assertThat(problems).isEmpty();
    }

    @Test
    @DisplayName("what cannot be read is the strictest, and is told by name")
    void whatCannotBeReadIsTheStrictest() {
        Map<String, String> unreadable = new HashMap<>();
        SmsPolicy.ATTRIBUTES.forEach(name -> unreadable.put(name, "nonsense"));

        assertThat(read(unreadable)).isEqualTo(new SmsPolicy(Set.of(), Set.of(), 1, 2, 90, 50, 1, 90));
        assertThat(problems.keySet()).isEqualTo(SmsPolicy.ATTRIBUTES);
    }

    @Test
    void ofAListWhatCanBeReadHolds() {
        assertThat(read(Map.of("mfa.sms.countries", "DE,Narnia")).countries()).containsExactly("DE");
        assertThat(problems).containsEntry("mfa.sms.countries", "not a country: Narnia");
    }

    @Test
    void aValueOutOfItsRangeIsRefused() {
        assertThatThrownBy(() -> new SmsPolicy(Set.of("XX"), Set.of(), 20, 5, 30, 10, 1, 30))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SmsPolicy(Set.of(), Set.of(), 20, 1, 30, 10, 1, 30))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SmsPolicy(Set.of(), Set.of(), 20, 5, 30, 10, 1, 91))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private SmsPolicy read(Map<String, String> attributes) {
        return SmsPolicy.read(new Settings(attributes::get, problems::put));
    }
}
