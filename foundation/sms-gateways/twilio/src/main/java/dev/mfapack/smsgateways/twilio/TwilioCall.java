package dev.mfapack.smsgateways.twilio;

import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import dev.mfapack.core.sms.Handover;
import dev.mfapack.smsgateways.transport.Exchange;
import dev.mfapack.smsgateways.transport.HttpStatus;
import dev.mfapack.smsgateways.transport.HttpTransport;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/**
 * One request of Twilio's library, carried by ours: with our timeouts, to the operator's address, and once; the library itself
 * would repeat a request that got a 5xx, and with it the message.
 */
final class TwilioCall extends HttpClient {

    /** Ends the call where Twilio's library has nothing to read: no answer, or one that is not from Twilio's API. */
    static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Handover.Failed failed;

        Ended(Handover.Failed failed) {
            super(failed.reason(), null, false, false);
            this.failed = failed;
        }

        Handover.Failed failed() {
            return failed;
        }
    }

    private final HttpTransport transport;
    private final URI api;
    private int status;

    TwilioCall(HttpTransport transport, URI api) {
        this.transport = transport;
        this.api = api;
    }

    /** The status of the answer; 0 before there is one. */
    int status() {
        return status;
    }

    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        Exchange exchange = transport.exchange(
                HttpRequest.newBuilder(api.resolve(request.constructURL().getPath()))
                        .header("Authorization", request.getAuthString())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString(request.encodeFormBody())));
        if (exchange instanceof Exchange.Unanswered unanswered) {
            throw new Ended(unanswered.failed());
        }
        Exchange.Answered answer = (Exchange.Answered) exchange;
        status = answer.status();
        if (status / 100 != 2 && status / 100 != 4) {
            throw new Ended(HttpStatus.failed(status));
        }
        return new Response(answer.body(), status);
    }
}
