package dev.mfapack.tests.bench;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All mailboxes at once, behind a real SMTP server on a free port; {@link RealmAdmin#sendMailTo(Mailbox)} leads a realm there. */
public final class Mailbox {

    private static final Mailbox SHARED = new Mailbox();
    private static final Deadline ARRIVAL = Deadline.ofSeconds(15);
    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private final Set<String> read = new HashSet<>();

    private Mailbox() {
        server.start();
    }

    /** The run's mailboxes. */
    public static Mailbox shared() {
        return SHARED;
    }

    /** The SMTP server's port on localhost; it asks for neither a password nor TLS. */
    public int smtpPort() {
        return server.getSmtp().getPort();
    }

    /** Everything since the last {@link #reset()}, oldest first. */
    public List<Mail> mails() {
        return Stream.of(server.getReceivedMessages()).map(Mail::of).toList();
    }

    /** Everything for that address since the last {@link #reset()}, oldest first. */
    public List<Mail> mailsTo(String address) {
        return mails().stream().filter(m -> m.to().contains(address)).toList();
    }

    /**
     * The oldest mail to that address which no call has handed out yet.
     *
     * @throws AssertionError when none comes within 15 s
     */
    public synchronized Mail nextMailTo(String address) {
        return ARRIVAL.await("a mail to " + address, () -> takeUnread(address));
    }

    /** Empties all mailboxes. */
    public synchronized void reset() {
        try {
            server.purgeEmailFromAllMailboxes();
            read.clear();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Mail> takeUnread(String address) {
        return mailsTo(address).stream().filter(m -> read.add(m.id())).findFirst();
    }

    /**
     * A mail.
     *
     * @param id its Message-ID
     * @param from the sender's address
     * @param to the receivers' addresses
     * @param subject decoded
     * @param text the plain part, empty when there is none
     * @param html the HTML part, empty when there is none
     */
    public record Mail(String id, String from, List<String> to, String subject, String text, String html) {

        /**
         * The code that the plain part holds.
         *
         * @throws AssertionError when it holds none, or several
         */
        public String code() {
            List<String> codes = CODE.matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .toList();
            if (codes.size() != 1) {
                throw new AssertionError("Not one code, but " + codes.size() + " in: " + text);
            }
            return codes.get(0);
        }

        private static Mail of(MimeMessage message) {
            try {
                List<Part> parts = new ArrayList<>();
                collect(message, parts);
                return new Mail(
                        message.getMessageID(),
                        GreenMailUtil.getAddressList(message.getFrom()),
                        Stream.of(message.getAllRecipients())
                                .map(a -> ((InternetAddress) a).getAddress())
                                .toList(),
                        message.getSubject(),
                        content(parts, "text/plain"),
                        content(parts, "text/html"));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void collect(Part part, List<Part> found) throws MessagingException, IOException {
            if (part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    collect(parts.getBodyPart(i), found);
                }
            } else {
                found.add(part);
            }
        }

        private static String content(List<Part> parts, String type) throws MessagingException, IOException {
            for (Part part : parts) {
                if (part.isMimeType(type)) {
                    return part.getContent().toString();
                }
            }
            return "";
        }
    }
}
