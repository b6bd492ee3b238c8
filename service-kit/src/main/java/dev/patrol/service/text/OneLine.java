package dev.patrol.service.text;

import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Keeps what Patrol logs to one line. Names, reasons and ids come from outside; whoever chooses them could otherwise write lines
 * that look like others', and move a terminal's cursor.
 */
public final class OneLine {
    private static final String PATROL = "dev.patrol.";
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

    private OneLine() {}

    /** Changes the message where it is Patrol's and has what is no part of a line. */
    public static void keep(LogRecord message) {
        if (message instanceof ExtLogRecord own
                && own.getLoggerName() != null
                && own.getLoggerName().startsWith(PATROL)) {
            String said = own.getFormattedMessage();
            String safe = said == null ? null : CONTROL.matcher(said).replaceAll("?");
            if (safe != null && !safe.equals(said)) {
                own.setMessage(safe, ExtLogRecord.FormatStyle.NO_FORMAT);
            }
        }
    }
}
