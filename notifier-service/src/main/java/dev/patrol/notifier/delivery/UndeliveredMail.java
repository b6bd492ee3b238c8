package dev.patrol.notifier.delivery;

import dev.patrol.model.token.Redaction;
import io.smallrye.mutiny.CompositeException;
import java.util.stream.Collectors;

/** A mail did not reach somebody. The message names them and says why. */
abstract sealed class UndeliveredMail extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UndeliveredMail(String message, Throwable cause) {
        super(message, cause);
    }

    /** The SMTP server will not take it, however often it is asked. */
    static final class Refused extends UndeliveredMail {
        private static final long serialVersionUID = 1L;

        Refused(String recipient, Throwable cause) {
            super("Mail to " + recipient + " is refused: " + reasonOf(cause), cause);
        }
    }

    /** The SMTP server did not take it for as long as {@link MailSettings#patience} lasts. */
    static final class GivenUp extends UndeliveredMail {
        private static final long serialVersionUID = 1L;

        GivenUp(String recipient, Throwable cause) {
            super("Mail to " + recipient + " could not be sent: " + reasonOf(cause), cause);
        }
    }

    /** It did not reach more than one. */
    static final class ToSeveral extends UndeliveredMail {
        private static final long serialVersionUID = 1L;

        ToSeveral(CompositeException failures) {
            super(failures.getCauses().stream().map(Throwable::getMessage).collect(Collectors.joining("; ")), failures);
        }
    }

    static String reasonOf(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : Redaction.redact(message.strip());
    }
}
