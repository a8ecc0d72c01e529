package dev.mfapack.smsgateways.http;

import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.Handover.Kind;
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.smsgateways.SmsGatewayProvider;
import dev.mfapack.smsgateways.transport.Exchange;
import dev.mfapack.smsgateways.transport.HttpTransport;
import java.util.Optional;
import java.util.function.Supplier;

/** Hands a message over by one HTTP request, and reads by the operator's rules what the provider answers. */
final class HttpGateway implements SmsGatewayProvider {

    private final HttpGatewayConfig config;
    private final HttpTransport transport;
    private final Supplier<Optional<String>> secret;

    HttpGateway(HttpGatewayConfig config, HttpTransport transport, Supplier<Optional<String>> secret) {
        this.config = config;
        this.transport = transport;
        this.secret = secret;
    }

    @Override
    public Handover send(TextMessage message) {
        if (config.url().isEmpty()) {
            return new Handover.Failed("not-configured", Kind.ACCOUNT);
        }
        Optional<String> revealed = secret.get();
        if (revealed.isEmpty()) {
            return new Handover.Failed("secret-missing", Kind.ACCOUNT);
        }
        Exchange exchange = transport.exchange(config.request(config.url().get(), message, revealed.get()));
        if (exchange instanceof Exchange.Answered answered) {
            return config.answers().read(answered);
        }
        return ((Exchange.Unanswered) exchange).failed();
    }
}
