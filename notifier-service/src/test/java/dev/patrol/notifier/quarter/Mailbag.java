package dev.patrol.notifier.quarter;

import dev.patrol.model.Event;
import dev.patrol.model.MessageType;
import dev.patrol.model.wire.Envelope;
import dev.patrol.notifier.MailServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The mails that have arrived, a line each: the day from the start, the time, to whom, and how many events of which type it
 * tells of. What stands in a mail is told by the header that names its events.
 */
final class Mailbag {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Instant start;
    private final Map<String, MessageType> types = new HashMap<>();
    private final Map<String, List<String>> recipientsByEvent = new HashMap<>();
    private final List<String> lines = new ArrayList<>();
    private Map<String, Integer> seen = Map.of();

    Mailbag(Instant start) {
        this.start = start;
    }

    void expect(Envelope<? extends Event> event) {
        types.put(event.id(), event.type());
    }

    /** Takes in what has arrived, at a moment of the simulated time. */
    void collect(Instant now) {
        List<MimeMessage> all = MailServer.received();
        if (all.size() == lines.size()) {
            return;
        }
        // They come by mailbox, not by time.
        Map<String, Integer> copies = new HashMap<>();
        List<String> arrived = new ArrayList<>();
        for (MimeMessage mail : all) {
            String identity = MailServer.recipientOf(mail) + " " + MailServer.eventIdsOf(mail);
            if (copies.merge(identity, 1, Integer::sum) > seen.getOrDefault(identity, 0)) {
                arrived.add(line(mail, now));
            }
        }
        seen = copies;
        arrived.stream().sorted().forEach(lines::add);
    }

    private String line(MimeMessage mail, Instant now) {
        String recipient = MailServer.recipientOf(mail);
        Map<String, Integer> counts = new TreeMap<>();
        for (String id : MailServer.eventIdsOf(mail)) {
            recipientsByEvent.computeIfAbsent(id, ignored -> new ArrayList<>()).add(recipient);
            counts.merge(wordOf(types.getOrDefault(id, MessageType.MAIL_UNDELIVERED)), 1, Integer::sum);
        }
        return String.format(
                Locale.ROOT,
                "%d %s %s %s %s",
                Duration.between(start, now).plus(Duration.ofHours(6)).toDays(),
                TIME.format(now),
                recipient.substring(0, recipient.indexOf('@')),
                subjectOf(mail).contains("Digest") ? "digest" : "mail",
                counts.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(" ")));
    }

    private static String wordOf(MessageType type) {
        return type.topic().topicName().replace("patrol.", "");
    }

    private static String subjectOf(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    List<String> lines() {
        return lines;
    }

    /** Who was told of each event, as often as they were. */
    Map<String, List<String>> recipientsByEvent() {
        return recipientsByEvent;
    }

    Map<String, MessageType> expected() {
        return types;
    }
}
