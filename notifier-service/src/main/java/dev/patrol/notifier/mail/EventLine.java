package dev.patrol.notifier.mail;

import static java.util.stream.Collectors.joining;

import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * What a table of many events says of one.
 *
 * @param name the token's name, or what else the event is about
 * @param organization whose it is; empty where it is nobody's
 * @param owner the token's; empty where it is not known
 * @param kind what events are counted by: the same words for events of one kind
 * @param detail what happened to this one
 * @param time when it happened
 * @param expires when the token dies by itself; null where the event is about no token
 */
public record EventLine(
        String name, String organization, String owner, String kind, String detail, Instant time, Instant expires) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DETAIL = 300;

    public EventLine {
        name = OutsideText.shortened(name, LONGEST_NAME);
        organization = OutsideText.shortened(organization, LONGEST_NAME);
        owner = OutsideText.shortened(owner, LONGEST_NAME);
        kind = OutsideText.shortened(kind, LONGEST_NAME);
        detail = OutsideText.shortened(detail, LONGEST_DETAIL);
    }

    /** Whose it is; empty where nothing is known. */
    public String place() {
        return Stream.of(organization, owner).filter(whose -> !whose.isEmpty()).collect(joining(", "));
    }

    /** With its organization. */
    String fullName() {
        return organization.isEmpty() ? name : organization + "/" + name;
    }

    static EventLine of(Token token, String kind, String detail, Instant time) {
        return new EventLine(
                token.displayName(),
                token.organization(),
                token.owner() == null ? "" : token.owner(),
                kind,
                detail,
                time,
                token.validTo());
    }

    static EventLine of(String name, String organization, String kind, String detail, Instant time) {
        return new EventLine(name, organization, "", kind, detail, time, null);
    }
}
