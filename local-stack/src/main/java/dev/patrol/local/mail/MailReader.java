package dev.patrol.local.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes a message apart for its reader. What can't be read says so in its place: the inbox takes every mail. */
final class MailReader {
    private MailReader() {}

    static ReceivedMail read(int number, MimeMessage message) {
        try {
            return new ReceivedMail(
                    number,
                    Optional.ofNullable(message.getMessageID()).orElse(""),
                    Optional.ofNullable(message.getReceivedDate())
                            .map(Date::toInstant)
                            .orElse(Instant.EPOCH),
                    addresses(message, "From").stream().findFirst().orElse(""),
                    addresses(message, Message.RecipientType.TO.toString()),
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    body(message, "text/html").orElse(""),
                    body(message, "text/plain").orElse(""),
                    Collections.list(message.getAllHeaderLines()),
                    eventIds(message));
        } catch (MessagingException e) {
            throw new IllegalStateException("The headers of mail " + number + " can't be read", e);
        }
    }

    private static List<String> eventIds(MimeMessage message) throws MessagingException {
        return Optional.ofNullable(message.getHeader("Patrol-Event-IDs", " ")).stream()
                .flatMap(ids -> Stream.of(ids.strip().split("\\s+")))
                .toList();
    }

    /** As they stand there: what is no address by the rules is shown too. */
    private static List<String> addresses(MimeMessage message, String header) throws MessagingException {
        return Stream.ofNullable(message.getHeader(header))
                .flatMap(Stream::of)
                .map(MailReader::decoded)
                .toList();
    }

    private static String decoded(String header) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (UnsupportedEncodingException e) {
            return header;
        }
    }

    private static Optional<String> body(Part part, String type) {
        try {
            if (part.isMimeType(type)) {
                return Optional.of(part.getContent().toString());
            }
            if (part.getContent() instanceof Multipart parts) {
                for (int index = 0; index < parts.getCount(); index++) {
                    Optional<String> found = body(parts.getBodyPart(index), type);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        } catch (IOException | MessagingException e) {
            return Optional.of("(can't be read: " + e.getMessage() + ")");
        }
    }
}
