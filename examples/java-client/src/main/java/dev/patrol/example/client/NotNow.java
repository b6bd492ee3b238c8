package dev.patrol.example.client;

/** Something that is needed does not answer, or refuses; it is tried again later. The message never has a token's value. */
public final class NotNow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotNow(String message, Throwable cause) {
        super(message, cause);
    }
}
