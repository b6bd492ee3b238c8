package dev.patrol.notifier;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A real SMTP server that can be away for a while, and that can refuse recipients. */
public final class MailServer implements QuarkusTestResourceLifecycleManager {
    public static final String OPS = "ops@contoso.example";
    public static final String SECURITY = "security@contoso.example";

    /** GreenMail forgets what it has received when it is stopped. */
    private static final List<MimeMessage> KEPT = new CopyOnWriteArrayList<>();

    private static volatile RefusingGreenMail server;

    @Override
    public Map<String, String> start() {
        int port = freePort();
        KEPT.clear();
        server = new RefusingGreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return Map.ofEntries(
                Map.entry("SMTP_HOST", "127.0.0.1"),
                Map.entry("SMTP_PORT", Integer.toString(port)),
                Map.entry("ALERT_EMAIL", OPS + ", " + SECURITY),
                Map.entry("quarkus.http.test-port", "0"),
                // A try that met the server in the middle of its going or coming is not waited for.
                Map.entry("patrol.mail.timeout", "10s"),
                Map.entry("patrol.mail.retry-delay", "50ms"),
                Map.entry("patrol.mail.retry-max-delay", "200ms"),
                Map.entry("patrol.notifications.digest-every", "1s"),
                Map.entry("patrol.notifications.storm-window", "1s"),
                Map.entry("patrol.notifications.storm-gather", "100ms"),
                Map.entry("patrol.notifications.tick", "50ms"));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop();
        }
    }

    public static int port() {
        return server.getSmtp().getPort();
    }

    /** Stops answering; what was received is kept. */
    public static void goAway() {
        KEPT.addAll(List.of(server.getReceivedMessages()));
        server.stop();
    }

    public static void comeBack() {
        server.start();
    }

    /** Answers this to a recipient, for example {@code 550 5.1.1 No such user}. */
    public static void answer(String recipient, String reply) {
        server.replies.put(recipient, reply);
    }

    /** Takes mail for everybody again. */
    public static void welcomeAll() {
        server.replies.clear();
    }

    /** The mails by which one recipient was told of an event. */
    public static List<MimeMessage> telling(String recipient, String eventId) {
        return received().stream()
                .filter(message -> recipient.equals(recipientOf(message))
                        && eventIdsOf(message).contains(eventId))
                .toList();
    }

    /** Which events a mail tells of. */
    public static List<String> eventIdsOf(MimeMessage message) {
        try {
            return List.of(MimeUtility.unfold(message.getHeader("Patrol-Event-IDs", null))
                    .strip()
                    .split("\\s+"));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    public static List<MimeMessage> received() {
        return Stream.concat(KEPT.stream(), Arrays.stream(server.getReceivedMessages()))
                .toList();
    }

    public static String recipientOf(MimeMessage message) {
        try {
            Address[] recipients = message.getRecipients(Message.RecipientType.TO);
            return Arrays.stream(recipients).map(Address::toString).reduce("", String::concat);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class RefusingGreenMail extends GreenMail {
        private final Map<String, String> replies = new ConcurrentHashMap<>();

        RefusingGreenMail(ServerSetup setup) {
            super(setup);
        }

        @Override
        protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers original) {
            return Map.of(ServerSetup.PROTOCOL_SMTP, new SmtpServer(setups[0], new RefusingManagers(original)));
        }

        private final class RefusingManagers extends Managers {
            private final Managers original;

            RefusingManagers(Managers original) {
                this.original = original;
            }

            @Override
            public SmtpManager getSmtpManager() {
                // Called while the superclass is made, too.
                return original == null ? super.getSmtpManager() : new RefusingManager(original);
            }
        }

        private final class RefusingManager extends SmtpManager {
            RefusingManager(Managers original) {
                super(original.getImapHostManager(), original.getUserManager());
            }

            @Override
            public String checkRecipient(SmtpState state, MailAddress recipient) {
                return replies.get(recipient.getEmail());
            }
        }
    }
}
