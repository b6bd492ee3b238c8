package dev.patrol.simulator.pats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Which tokens to list, in which order, from where on.
 *
 * @param after where the previous page ended
 */
public record PatQuery(Filter filter, SortBy sortBy, boolean ascending, int top, Optional<SortKey> after) {

    public static final int MAXIMUM_TOP = 100;

    /** Which tokens, by state. */
    public enum Filter {
        ACTIVE,
        REVOKED,
        EXPIRED,
        ALL;

        boolean accepts(PatStatus status) {
            return switch (this) {
                case ACTIVE -> status == PatStatus.ALIVE;
                case REVOKED -> status == PatStatus.REVOKED;
                case EXPIRED -> status == PatStatus.EXPIRED;
                case ALL -> true;
            };
        }
    }

    /** By what they are ordered; the date is the expiry. */
    public enum SortBy {
        DISPLAYNAME,
        DISPLAYDATE,
        STATUS
    }

    /** A token's place in an order; the id tells equal names apart. */
    public record SortKey(String text, String id) implements Comparable<SortKey> {

        @Override
        public int compareTo(SortKey other) {
            int byText = text.compareTo(other.text);
            return byText != 0 ? byText : id.compareTo(other.id);
        }
    }

    /**
     * An opaque token for the page after the given place, good for the same filters only. It is plain Base64: a client
     * must encode it for the query.
     */
    String continuation(SortKey last) {
        String text = String.join("\n", shape(), last.id(), last.text());
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws IllegalArgumentException if the token is none, or one of a list with other filters
     */
    public PatQuery continued(String continuationToken) {
        String[] parts = decoded(continuationToken).split("\n", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("The continuation token is not valid.");
        }
        if (!parts[0].equals(shape())) {
            throw new IllegalArgumentException("The continuation token belongs to a list with other filters.");
        }
        return new PatQuery(filter, sortBy, ascending, top, Optional.of(new SortKey(parts[2], parts[1])));
    }

    /** The same list by date, from behind a token on. */
    public PatQuery behind(PatToken last) {
        return new PatQuery(filter, SortBy.DISPLAYDATE, ascending, top, Optional.of(PatShelf.dateKey(last)));
    }

    static <E extends Enum<E>> Optional<E> option(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private String shape() {
        return filter + "/" + sortBy + "/" + ascending;
    }

    private static String decoded(String continuationToken) {
        try {
            return new String(Base64.getDecoder().decode(continuationToken), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The continuation token is not valid.", e);
        }
    }
}
