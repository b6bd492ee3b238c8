package dev.patrol.model.wire;

/** A record that does not keep the contract. The message says in what, without repeating its content. */
public final class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedMessage(String message) {
        super(message);
    }
}
