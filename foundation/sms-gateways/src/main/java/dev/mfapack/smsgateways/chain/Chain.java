package dev.mfapack.smsgateways.chain;

import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.Handover.Kind;
import dev.mfapack.core.sms.SmsGateway;
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.smsgateways.SmsGatewayProvider;
import java.util.List;
import org.jboss.logging.Logger;

/** Asks one gateway after the other, as long as it is certain that none before has taken the message. */
final class Chain implements SmsGatewayProvider {

    private static final Logger LOG = Logger.getLogger(Chain.class);

    /** One gateway behind its guard. */
    record Link(Guard guard, SmsGateway gateway) {

        Handover send(TextMessage message) {
            return guard.send(gateway, message);
        }
    }

    private final List<Link> links;

    Chain(List<Link> links) {
        this.links = List.copyOf(links);
    }

    @Override
    public Handover send(TextMessage message) {
        Handover.Failed result = new Handover.Failed("not-configured", Kind.ACCOUNT);
        for (Link link : links) {
            Handover handover = link.send(message);
            if (!(handover instanceof Handover.Failed failed)) {
                tell(link, message, handover);
                return handover;
            }
            tell(link, message, failed);
            if (!failed.kind().mayGoElsewhere()) {
                return failed;
            }
            result = moreTelling(result, failed);
        }
        return result;
    }

    /** Of a gateway that was spared nothing new is known: what another one answered says more. */
    private static Handover.Failed moreTelling(Handover.Failed before, Handover.Failed now) {
        boolean nothingYet = before.reason().equals("not-configured");
        return now.equals(Guard.SPARED) && !nothingYet ? before : now;
    }

    private static void tell(Link link, TextMessage message, Handover taken) {
        LOG.debugf("Message %s: %s by %s", message.id(), taken, link.guard().gateway());
    }

    private static void tell(Link link, TextMessage message, Handover.Failed failed) {
        LOG.logf(
                level(failed),
                "Message %s: gateway %s failed: %s (%s)",
                message.id(),
                link.guard().gateway(),
                failed.reason(),
                failed.kind());
    }

    /** An operator must look at his account; that a gateway is spared was told when it began. */
    private static Logger.Level level(Handover.Failed failed) {
        if (failed.equals(Guard.SPARED)) {
            return Logger.Level.DEBUG;
        }
        return failed.kind() == Kind.ACCOUNT ? Logger.Level.ERROR : Logger.Level.WARN;
    }
}
