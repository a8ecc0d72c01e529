package dev.mfapack.smsgateways.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.Handover.Kind;
import dev.mfapack.core.sms.SmsGateway;
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.smsgateways.Options;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChainTest {

    private static final Handover TAKEN = new Handover.Taken("id-1");
    private static final TextMessage MESSAGE =
            new TextMessage("m-1", new PhoneNumber("+4915123456789"), "123456 is your code");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Gateway first = new Gateway("first");
    private final Gateway second = new Gateway("second");
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Chain chain = chain(new Options());

    @Test
    void theFirstGatewayThatTakesAMessageIsTheLastThatGetsIt() {
        assertThat(chain.send(MESSAGE)).isEqualTo(TAKEN);

        assertThat(first.messages).containsExactly(MESSAGE);
        assertThat(second.messages).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"TROUBLE", "ACCOUNT"})
    @DisplayName("I8: the next gateway gets a message that the first one certainly did not take")
    void theNextGatewayGetsWhatTheFirstDidNotTake(Kind kind) {
        first.answer = failed("no", kind);

        assertThat(chain.send(MESSAGE)).isEqualTo(TAKEN);
        assertThat(second.messages).containsExactly(MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"UNCERTAIN", "REFUSED"})
    @DisplayName("I8: no other gateway gets a message that may have been taken, or that none would take")
    void noOtherGatewayGetsWhatMayHaveBeenTaken(Kind kind) {
        first.answer = failed("no", kind);

        assertThat(chain.send(MESSAGE)).isEqualTo(failed("no", kind));
        assertThat(second.messages).isEmpty();
    }

    @Test
    @DisplayName("I8: when all fail, that is said with the last one's reason")
    void whenAllFailThatIsSaid() {
        first.answer = failed("http-401", Kind.ACCOUNT);
        second.answer = failed("unreachable", Kind.TROUBLE);

        assertThat(chain.send(MESSAGE)).isEqualTo(failed("unreachable", Kind.TROUBLE));
    }

    @Test
    @DisplayName("I8: without a gateway nothing is sent, and that is said")
    void withoutAGatewayThatIsSaid() {
        assertThat(new Chain(List.of()).send(MESSAGE)).isEqualTo(failed("not-configured", Kind.ACCOUNT));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"TROUBLE", "UNCERTAIN"})
    @DisplayName("I8: a gateway in trouble is spared, and tried again by one message after a while")
    void aGatewayInTroubleIsSpared(Kind kind) {
        first.answer = failed("no", kind);
        send(5);
        assertThat(first.messages).hasSize(5);

        send(3);
        assertThat(first.messages).as("spared").hasSize(5);
        assertThat(breaker("first", "open")).isEqualTo(1);

        now = now.plusSeconds(31);
        send(2);
        assertThat(first.messages).as("one try, which failed").hasSize(6);

        now = now.plusSeconds(31);
        first.answer = TAKEN;
        send(2);
        assertThat(first.messages).as("it works again").hasSize(8);
        assertThat(breaker("first", "closed")).isEqualTo(1);
        assertThat(breaker("first", "open")).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"REFUSED", "ACCOUNT"})
    @DisplayName("I8: nobody can close a gateway by wrong numbers")
    void wrongNumbersCloseNoGateway(Kind kind) {
        first.answer = failed("no", kind);

        send(50);

        assertThat(first.messages).hasSize(50);
        assertThat(breaker("first", "closed")).isEqualTo(1);
    }

    @Test
    @DisplayName("I8: when all gateways are spared, a message fails at once")
    void whenAllAreSparedAMessageFailsAtOnce() {
        first.answer = failed("unreachable", Kind.TROUBLE);
        second.answer = failed("http-503", Kind.TROUBLE);
        send(5);

        assertThat(chain.send(MESSAGE)).isEqualTo(failed("breaker-open", Kind.TROUBLE));
        assertThat(first.messages).hasSize(5);
        assertThat(second.messages).hasSize(5);
    }

    @Test
    @DisplayName("I8: the reason tells more than that another gateway is spared")
    void theReasonTellsMore() {
        second.answer = failed("http-503", Kind.TROUBLE);
        first.answer = failed("http-401", Kind.ACCOUNT);
        send(5);

        assertThat(chain.send(MESSAGE)).isEqualTo(failed("http-401", Kind.ACCOUNT));
    }

    @Test
    @DisplayName("I8: a slow gateway is spared where another one follows, and only there")
    void aSlowGatewayIsSparedWhereAnotherFollows() {
        first.takes = Duration.ofSeconds(4).plusMillis(1);
        send(20);
        assertThat(first.messages).hasSize(5);
        assertThat(second.messages).hasSize(15);

        second.takes = Duration.ofSeconds(6);
        chain = new Chain(List.of(second.link(ChainConfig.from(new Options()), true)));
        send(20);
        assertThat(second.messages).hasSize(35);
    }

    @Test
    @DisplayName("C4: what a gateway throws is a failure, and its message is not repeated")
    void whatAGatewayThrowsIsAFailure() {
        first.thrown = new IllegalStateException("cannot send 123456 to +4915123456789");
        assertThat(chain.send(MESSAGE)).isEqualTo(failed("internal-error", Kind.UNCERTAIN));

        first.thrown = new NoClassDefFoundError("missing");
        assertThat(chain.send(MESSAGE)).isEqualTo(failed("internal-error", Kind.UNCERTAIN));
    }

    @Test
    @DisplayName("C4: a gateway is measured by outcome, and the metrics name neither number nor text")
    void aGatewayIsMeasured() {
        first.takes = Duration.ofMillis(300);
        send(2);
        first.answer = failed("http-503", Kind.TROUBLE);
        send(1);

        assertThat(timer("first", "taken").count()).isEqualTo(2);
        assertThat(timer("first", "taken").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(600);
        assertThat(timer("first", "trouble").count()).isEqualTo(1);
        assertThat(timer("second", "taken").count()).isEqualTo(1);
        assertThat(metrics.getMeters())
                .extracting(Meter::getId)
                .allSatisfy(id -> assertThat(id.toString()).doesNotContain("123456", "m-1", "code"));
    }

    @Test
    void theOperatorSaysWhenAGatewayIsSpared() {
        chain = chain(new Options()
                .with("breaker-window", "4")
                .with("breaker-failure-rate", "100")
                .with("breaker-open-seconds", "5"));
        first.answer = failed("unreachable", Kind.TROUBLE);
        send(4);
        assertThat(first.messages).hasSize(2);

        now = now.plusSeconds(6);
        send(1);
        assertThat(first.messages).hasSize(3);
    }

    private Chain chain(Options options) {
        ChainConfig config = ChainConfig.from(options);
        return new Chain(List.of(first.link(config, false), second.link(config, true)));
    }

    private void send(int messages) {
        for (int i = 0; i < messages; i++) {
            chain.send(MESSAGE);
        }
    }

    private double breaker(String gateway, String state) {
        return metrics.get("mfa.sms.breaker")
                .tags("gateway", gateway, "state", state)
                .gauge()
                .value();
    }

    private Timer timer(String gateway, String outcome) {
        return metrics.get("mfa.sms.send")
                .tags("gateway", gateway, "outcome", outcome)
                .timer();
    }

    private static Handover.Failed failed(String reason, Kind kind) {
        return new Handover.Failed(reason, kind);
    }

    private final class Gateway implements SmsGateway {

        private final String id;
        private final List<TextMessage> messages = new ArrayList<>();
        private Handover answer = TAKEN;
        private Duration takes = Duration.ZERO;
        private @Nullable Throwable thrown;

        Gateway(String id) {
            this.id = id;
        }

        Chain.Link link(ChainConfig config, boolean last) {
            return new Chain.Link(
                    new Guard(id, config, last, new Now(), () -> new Now().millis() * 1_000_000, metrics), this);
        }

        @Override
        public Handover send(TextMessage message) {
            messages.add(message);
            now = now.plus(takes);
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
            return answer;
        }
    }

    private final class Now extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
