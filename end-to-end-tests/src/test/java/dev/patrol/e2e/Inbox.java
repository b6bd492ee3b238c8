package dev.patrol.e2e;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A mail server that takes everything. */
public final class Inbox implements AutoCloseable {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private Inbox() {
        server.start();
    }

    static Inbox open() {
        return new Inbox();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /** All that have arrived. */
    public List<MimeMessage> mails() {
        return List.of(server.getReceivedMessages());
    }

    public List<String> subjects() {
        return mails().stream()
                .map(mail -> {
                    try {
                        return mail.getSubject();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    /** The ids of the events that mails have told, each as often as it was told. */
    public List<String> told() {
        return headers("Patrol-Event-IDs")
                .flatMap(ids -> Arrays.stream(ids.strip().split("[,\\s]+")))
                .toList();
    }

    public List<String> messageIds() {
        return headers("Message-ID").toList();
    }

    private Stream<String> headers(String name) {
        return mails().stream().flatMap(mail -> headers(mail, name));
    }

    private static Stream<String> headers(MimeMessage mail, String name) {
        try {
            return Stream.ofNullable(mail.getHeader(name)).flatMap(Arrays::stream);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
