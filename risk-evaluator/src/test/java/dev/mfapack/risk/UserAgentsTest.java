package dev.mfapack.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserAgentsTest {

    private final UserAgents agents = new UserAgents();

    @Test
    void browsersAreReadFromTheFinestToTheCoarsest() {
        UserAgent agent = agents.read("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0")
                .seen()
                .orElseThrow();

        assertThat(agent.browser()).isEqualTo("Firefox");
        assertThat(agent.browserVersion()).isEqualTo("Firefox/131.0");
        assertThat(agent.system()).isEqualTo("Linux");
        assertThat(agent.kind()).isEqualTo(UserAgent.Kind.DESKTOP);
    }

    @Test
    void phonesAndTabletsAreToldApart() {
        String android =
                "Mozilla/5.0 (Linux; Android 14; %s) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 %sSafari/537.36";

        assertThat(kind(android.formatted("Pixel 8", "Mobile "))).isEqualTo(UserAgent.Kind.PHONE);
        assertThat(kind(android.formatted("SM-X700", ""))).isEqualTo(UserAgent.Kind.TABLET);
    }

    @Test
    void whatIsMissingOrTooLongIsUnknown() {
        assertThat(agents.read(null)).isEqualTo(Observed.unknown(Why.NOT_SENT));
        assertThat(agents.read(" ")).isEqualTo(Observed.unknown(Why.NOT_SENT));
        assertThat(agents.read("x".repeat(10_240))).isEqualTo(Observed.unknown(Why.TOO_LONG));
        assertThat(agents.read("\u0000 nonsense").seen()).isPresent();
    }

    private UserAgent.Kind kind(String header) {
        return agents.read(header).seen().orElseThrow().kind();
    }
}
