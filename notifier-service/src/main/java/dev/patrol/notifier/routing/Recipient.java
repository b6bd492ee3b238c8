package dev.patrol.notifier.routing;

import static java.util.Objects.requireNonNull;

import dev.patrol.model.token.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Who is told.
 *
 * @param address a mail address, or the name of a webhook in the settings
 */
public record Recipient(Kind kind, String address) {
    private static final int FINGERPRINT_LENGTH = 16;

    /** By which way they are told. */
    public enum Kind {
        MAIL,
        /** Every event by itself, for programs. */
        WEBHOOK,
        /** What a person would get by mail, as a card in a channel of Microsoft Teams. */
        TEAMS
    }

    public Recipient {
        requireNonNull(kind, "kind");
        address = address.strip();
    }

    public static Recipient mail(String address) {
        return new Recipient(Kind.MAIL, address);
    }

    /** Reads what {@link #toString} wrote. */
    public static Recipient parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("A recipient is written as kind:address");
        }
        return new Recipient(
                Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)), text.substring(colon + 1));
    }

    /** Stands for the recipient where an address must not be read; the same for an address in any case of letters. */
    public String fingerprint() {
        return Fingerprint.hex(toString().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))
                .substring(0, FINGERPRINT_LENGTH);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + address;
    }
}
