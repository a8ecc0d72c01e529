package dev.mfapack.smsgateways.twilio;

import com.twilio.exception.ApiException;
import com.twilio.exception.TwilioException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.Handover.Kind;
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.smsgateways.SmsGatewayProvider;
import dev.mfapack.smsgateways.transport.HttpStatus;
import dev.mfapack.smsgateways.transport.HttpTransport;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands a message over to Twilio. */
final class TwilioGateway implements SmsGatewayProvider {

    private final TwilioConfig config;
    private final HttpTransport transport;
    private final Supplier<Optional<String>> secret;

    TwilioGateway(TwilioConfig config, HttpTransport transport, Supplier<Optional<String>> secret) {
        this.config = config;
        this.transport = transport;
        this.secret = secret;
    }

    @Override
    public Handover send(TextMessage message) {
        Optional<String> revealed = secret.get();
        if (revealed.isEmpty()) {
            return new Handover.Failed("secret-missing", Kind.ACCOUNT);
        }
        TwilioCall call = new TwilioCall(transport, config.url());
        try {
            return outcome(creator(message).create(client(call, revealed.get())));
        } catch (TwilioCall.Ended e) {
            return e.failed();
        } catch (ApiException e) {
            return failed(e.getCode(), call.status());
        } catch (TwilioException e) {
            return failed(null, call.status());
        }
    }

    private TwilioRestClient client(TwilioCall call, String revealed) {
        return new TwilioRestClient.Builder(config.username(), revealed)
                .accountSid(config.accountSid())
                .httpClient(call)
                .build();
    }

    private MessageCreator creator(TextMessage message) {
        PhoneNumber to = new PhoneNumber(message.to().e164());
        return config.senderIsService()
                ? Message.creator(to, config.sender(), message.text())
                : Message.creator(to, new PhoneNumber(config.sender()), message.text());
    }

    /** Mostly a message is queued or accepted now and fails later, which is not told here; some fail at once. */
    private static Handover outcome(Message created) {
        Integer code = created.getErrorCode();
        return code == null || code == 0 ? new Handover.Taken(created.getSid()) : failed(code, 0);
    }

    private static Handover.Failed failed(@Nullable Integer code, int status) {
        if (code != null) {
            return new Handover.Failed(
                    "code-" + code,
                    TwilioCodes.kindOf(code)
                            .orElseGet(() -> status == 0
                                    ? Kind.ACCOUNT
                                    : HttpStatus.failed(status).kind()));
        }
        return status / 100 == 2 ? new Handover.Failed("answer-unreadable", Kind.UNCERTAIN) : HttpStatus.failed(status);
    }
}
