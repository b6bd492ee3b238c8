package dev.patrol.local.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Sends mails as a program would that has nothing to do with Patrol. */
public final class Letters {
    private Letters() {}

    /** A mail of two parts. */
    public record Letter(String subject, String text, String html) {}

    public static void send(int port, Letter letter) {
        try {
            MimeMessage message = new MimeMessage(session(port));
            message.setFrom(new InternetAddress("patrol@contoso.example"));
            message.setRecipients(MimeMessage.RecipientType.TO, "team@contoso.example");
            message.setSubject(letter.subject(), "UTF-8");
            MimeBodyPart text = new MimeBodyPart();
            text.setText(letter.text(), "UTF-8");
            MimeBodyPart html = new MimeBodyPart();
            html.setText(letter.html(), "UTF-8", "html");
            message.setContent(new MimeMultipart("alternative", text, html));
            Transport.send(message);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends lines as they are, headers first. */
    public static void sendRaw(int port, String... lines) {
        byte[] content = String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
        try {
            MimeMessage message = new MimeMessage(session(port), new ByteArrayInputStream(content)) {
                @Override
                public void saveChanges() {
                    // Would mend the headers.
                }
            };
            Transport.send(message, InternetAddress.parse("team@contoso.example"));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Session session(int port) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.from", "patrol@contoso.example");
        return Session.getInstance(properties);
    }
}
