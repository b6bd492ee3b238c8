package dev.patrol.notifier.delivery;

import dev.patrol.model.token.Redaction;

/** A letter did not reach its recipient; the message says why. */
public abstract sealed class Undelivered extends Exception {
    private static final long serialVersionUID = 1L;

    private Undelivered(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** The server will not take it, however often it is asked. */
    public static final class Refused extends Undelivered {
        private static final long serialVersionUID = 1L;

        public Refused(String reason) {
            this(reason, null);
        }

        public Refused(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** The server does not take it for this recipient now. */
    public static final class PutOff extends Undelivered {
        private static final long serialVersionUID = 1L;

        public PutOff(String reason) {
            this(reason, null);
        }

        public PutOff(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** The server takes nothing now, for nobody. */
    public static final class ServerAway extends Undelivered {
        private static final long serialVersionUID = 1L;

        ServerAway(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** It could not be put into words. */
    public static final class Unwritable extends Undelivered {
        private static final long serialVersionUID = 1L;

        Unwritable(RuntimeException cause) {
            super("It could not be put into words: " + cause.getClass().getSimpleName(), cause);
        }
    }

    static String reasonOf(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : Redaction.redact(message.strip());
    }
}
