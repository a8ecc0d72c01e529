package dev.mfapack.demo.phone;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An SMTP server of this machine that takes every mail for everybody and hands it to nobody. */
public final class Mailbox implements AutoCloseable {

    private final GreenMail server;

    private Mailbox(GreenMail server) {
        this.server = server;
    }

    /**
     * Starts at once.
     *
     * @param port 1 to 65535, or 0 for any free one
     */
    public static Mailbox start(int port) {
        var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        server.start();
        return new Mailbox(server);
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    List<Message> received() {
        var mails = new ArrayList<Message>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            try {
                mails.add(read(mail));
            } catch (MessagingException | IOException e) {
                mails.add(
                        Message.mail("", "A mail that cannot be read", String.valueOf(e.getMessage()), Instant.now()));
            }
        }
        return mails;
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Message read(MimeMessage mail) throws MessagingException, IOException {
        String to = Optional.ofNullable(mail.getRecipients(RecipientType.TO)).stream()
                .flatMap(Arrays::stream)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        Date received = Optional.ofNullable(mail.getReceivedDate()).orElse(mail.getSentDate());
        return Message.mail(
                to,
                Optional.ofNullable(mail.getSubject()).orElse("(no subject)"),
                plainText(mail).orElse("(This mail has no plain text.)").strip(),
                Optional.ofNullable(received).map(Date::toInstant).orElse(Instant.EPOCH));
    }

    private static Optional<String> plainText(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return Optional.of((String) part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                var text = plainText(inner);
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }
}
