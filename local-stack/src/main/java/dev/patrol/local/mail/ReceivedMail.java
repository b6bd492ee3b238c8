package dev.patrol.local.mail;

import java.time.Instant;
import java.util.List;

/**
 * A mail as its reader gets it.
 *
 * @param number its place in the inbox, from 1
 * @param html empty where it has no HTML part
 * @param eventIds the events that it tells of
 */
public record ReceivedMail(
        int number,
        String messageId,
        Instant receivedAt,
        String from,
        List<String> to,
        String subject,
        String html,
        String text,
        List<String> headers,
        List<String> eventIds) {}
