package dev.mfapack.smsgateways.chain;

import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.Handover.Kind;
import dev.mfapack.core.sms.SmsGateway;
import dev.mfapack.core.sms.TextMessage;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Stands before one gateway: spares it while it is in trouble, measures it, and turns what it throws into a failure. Lives as
 * long as the server, while gateways come and go with sessions.
 *
 * <p>Metrics: timer {@code mfa.sms.send} by {@code gateway} and {@code outcome}, gauge {@code mfa.sms.breaker} by {@code
 * gateway} and {@code state}, 1 for the state it is in.
 */
final class Guard {

    static final Handover.Failed SPARED = new Handover.Failed("breaker-open", Kind.TROUBLE);

    private static final Logger LOG = Logger.getLogger(Guard.class);

    /** One message is enough to see whether a gateway works again, and one person at most waits for it in vain. */
    private static final int TRIES_WHEN_HALF_OPEN = 1;

    /** What is usual, what people notice, and where they are given up. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5)
    };

    private final String gateway;
    private final CircuitBreaker breaker;
    private final MeterRegistry metrics;

    /**
     * A guard in its first state, closed.
     *
     * @param last whether no other gateway follows: then a slow one is better than none, and slowness does not count
     * @param clock tells how long a gateway has been spared
     * @param nanos a running time in nanoseconds, by which a gateway is measured
     */
    Guard(String gateway, ChainConfig config, boolean last, Clock clock, LongSupplier nanos, MeterRegistry metrics) {
        this.gateway = gateway;
        this.metrics = metrics;
        this.breaker = CircuitBreaker.of(gateway, breakerConfig(config, last, clock, nanos));
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.warnf(
                        "SMS gateway %s: breaker %s",
                        gateway, name(event.getStateTransition().getToState())));
        for (State state : new State[] {State.CLOSED, State.OPEN, State.HALF_OPEN}) {
            Gauge.builder("mfa.sms.breaker", breaker, current -> current.getState() == state ? 1 : 0)
                    .description("1 for the state that the gateway's circuit breaker is in")
                    .tags("gateway", gateway, "state", name(state))
                    .register(metrics);
        }
    }

    String gateway() {
        return gateway;
    }

    Handover send(SmsGateway through, TextMessage message) {
        if (!breaker.tryAcquirePermission()) {
            return SPARED;
        }
        long start = breaker.getCurrentTimestamp();
        Handover handover = handOver(through, message);
        long took = breaker.getCurrentTimestamp() - start;
        breaker.onResult(took, breaker.getTimestampUnit(), handover);
        timer(handover).record(took, breaker.getTimestampUnit());
        return handover;
    }

    private Handover handOver(SmsGateway through, TextMessage message) {
        try {
            return through.send(message);
        } catch (RuntimeException | LinkageError e) {
            // Only the kind of trouble: its message may repeat what was sent.
            LOG.errorf("SMS gateway %s: %s", gateway, e.getClass().getName());
            return new Handover.Failed("internal-error", Kind.UNCERTAIN);
        }
    }

    private Timer timer(Handover handover) {
        String outcome = handover instanceof Handover.Failed failed
                ? failed.kind().name().toLowerCase(Locale.ROOT)
                : "taken";
        return Timer.builder("mfa.sms.send")
                .description("How long a gateway took to answer for a message")
                .tags("gateway", gateway, "outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(metrics);
    }

    private static CircuitBreakerConfig breakerConfig(
            ChainConfig config, boolean last, Clock clock, LongSupplier nanos) {
        return CircuitBreakerConfig.custom()
                .slidingWindow(config.window(), (config.window() + 1) / 2, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(config.failureRate())
                .slowCallRateThreshold(last ? 100 : config.failureRate())
                .slowCallDurationThreshold(last ? Duration.ofDays(1) : config.slow())
                .waitDurationInOpenState(config.open())
                .permittedNumberOfCallsInHalfOpenState(TRIES_WHEN_HALF_OPEN)
                .recordResult(result -> result instanceof Handover.Failed failed
                        && failed.kind().isGatewaysFault())
                .clock(clock)
                .currentTimestampFunction(unused -> nanos.getAsLong(), TimeUnit.NANOSECONDS)
                .build();
    }

    private static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
