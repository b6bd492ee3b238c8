package dev.patrol.notifier.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.notifier.mail.Mail;

/**
 * A mail as a card in a channel of Microsoft Teams: a message with an adaptive card, as a workflow's webhook takes it. Text runs
 * carry no markup, so nothing that comes from outside is read as a link or as formatting.
 */
final class TeamsCard {
    static final String CONTENT_TYPE = "application/json";

    /** Teams takes 28 KB; a character has up to six bytes once it is escaped. */
    private static final int LONGEST_TEXT = 4_000;

    private static final String CUT = "\n... The rest is in the topics.";

    private final ObjectMapper mapper = new ObjectMapper();

    byte[] of(Mail mail) {
        ObjectNode card = mapper.createObjectNode();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.putObject("msteams").put("width", "Full");
        ArrayNode body = card.putArray("body");
        ObjectNode title = text(body, mail.subject());
        title.put("weight", "Bolder");
        title.put("size", "Medium");
        if (mail.urgent()) {
            title.put("color", "Attention");
        }
        for (String paragraph : shortened(mail.text()).split("\n{2,}")) {
            text(body, paragraph.strip());
        }
        ObjectNode message = mapper.createObjectNode();
        message.put("type", "message");
        ObjectNode attachment = message.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.set("content", card);
        try {
            return mapper.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Can't be written as JSON", e);
        }
    }

    /** @return the run, whose looks can be changed */
    private static ObjectNode text(ArrayNode body, String text) {
        ObjectNode block = body.addObject();
        block.put("type", "RichTextBlock");
        return block.putArray("inlines").addObject().put("type", "TextRun").put("text", text);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST_TEXT) - 1)) + CUT;
    }
}
