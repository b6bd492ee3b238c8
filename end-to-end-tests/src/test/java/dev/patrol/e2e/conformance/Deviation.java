package dev.patrol.e2e.conformance;

import com.atlassian.oai.validator.report.ValidationReport.Message;
import com.atlassian.oai.validator.report.ValidationReport.MessageContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something in an exchange that a document does not say.
 *
 * @param operation the document's name of the operation, or method and path where no document has it
 * @param what the rule that is broken, and where: of what was sent, names of fields and parameters and never a value
 */
record Deviation(String operation, String what) implements Comparable<Deviation> {
    static final String UNDOCUMENTED = "undocumented";

    private static final Pattern NUMBER = Pattern.compile("/\\d+(?=/|$)");
    /** The one map of the documents: details of an action, under whatever names. */
    private static final Pattern FREE_FORM = Pattern.compile("(/data)/.*");

    private static final Pattern FOUND_TYPE = Pattern.compile("Instance type \\((\\w+)\\)");
    private static final Pattern UNKNOWN_FIELDS = Pattern.compile("not allowed by the schema: \\[(.*?)]");

    static Deviation undocumented(String operation) {
        return new Deviation(operation, UNDOCUMENTED);
    }

    /** A list that came in an object with its length. */
    static Deviation wrapped(String operation, int status) {
        return new Deviation(operation, "response.body.wrapped " + status);
    }

    /** What the validator says, without the values that it quotes. */
    static Deviation of(String operation, int status, Message message) {
        StringBuilder what = new StringBuilder(message.getKey().replaceFirst("^validation\\.", ""));
        if (what.indexOf("response") == 0) {
            what.append(' ').append(status);
        }
        message.getContext().ifPresent(context -> append(what, context));
        append(what, FOUND_TYPE, message);
        append(what, UNKNOWN_FIELDS, message);
        return new Deviation(operation, what.toString());
    }

    private static void append(StringBuilder what, MessageContext context) {
        context.getParameter().ifPresent(parameter -> what.append(' ').append(parameter.getName()));
        context.getPointers()
                .map(pointers -> NUMBER.matcher(pointers.getInstance()).replaceAll("/*"))
                .map(pointer -> FREE_FORM.matcher(pointer).replaceAll("$1/*"))
                .filter(pointer -> !pointer.matches("/?"))
                .ifPresent(pointer -> what.append(' ').append(pointer));
    }

    private static void append(StringBuilder what, Pattern pattern, Message message) {
        Matcher matcher = pattern.matcher(message.getMessage());
        if (matcher.find()) {
            what.append(' ').append(matcher.group(1).replace("\"", ""));
        }
    }

    @Override
    public int compareTo(Deviation other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return operation + ": " + what;
    }
}
