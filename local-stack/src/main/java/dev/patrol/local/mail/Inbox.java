package dev.patrol.local.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An SMTP server that takes every mail and keeps it. */
public final class Inbox implements AutoCloseable {
    private final GreenMail server;
    private final List<ReceivedMail> read = new ArrayList<>();

    private Inbox(GreenMail server) {
        this.server = server;
    }

    /**
     * Starts on the loopback address.
     *
     * @param port 0 for a free one
     */
    public static Inbox start(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return new Inbox(server);
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    public int count() {
        return mails().size();
    }

    /** All mails, oldest first. */
    public synchronized List<ReceivedMail> mails() {
        MimeMessage[] messages = server.getReceivedMessages();
        while (read.size() < messages.length) {
            read.add(MailReader.read(read.size() + 1, messages[read.size()]));
        }
        return List.copyOf(read);
    }

    /** @param number its place in the inbox, from 1 */
    public Optional<ReceivedMail> mail(int number) {
        List<ReceivedMail> mails = mails();
        return number < 1 || number > mails.size() ? Optional.empty() : Optional.of(mails.get(number - 1));
    }

    @Override
    public void close() {
        server.stop();
    }
}
