package dev.mfapack.demo.phone;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Every phone of the demo people in one: keeps the SMS that arrived, newest first. Safe for use by several threads. */
final class Phone {

    /** Far more than anybody looks at, and little enough to keep the page quick. */
    private static final int KEPT = 200;

    private final Clock clock;
    private final Deque<Message> received = new ArrayDeque<>();
    private boolean gatewayUp = true;

    Phone(Clock clock) {
        this.clock = clock;
    }

    /** Takes a message over as an SMS provider would, or refuses it while the gateway is down. */
    synchronized boolean receive(String to, String text) {
        if (!gatewayUp) {
            return false;
        }
        received.addFirst(Message.sms(to, text, clock.instant()));
        if (received.size() > KEPT) {
            received.removeLast();
        }
        return true;
    }

    synchronized List<Message> received() {
        return List.copyOf(received);
    }

    synchronized boolean gatewayUp() {
        return gatewayUp;
    }

    synchronized void switchGateway(boolean up) {
        gatewayUp = up;
    }
}
