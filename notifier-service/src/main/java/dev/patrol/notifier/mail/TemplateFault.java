package dev.patrol.notifier.mail;

import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode.Origin;
import java.util.regex.Pattern;

/**
 * What is wrong with a template.
 *
 * @param template its name, for example {@code mails/token-expiring.html}; empty where it is not known
 * @param line where, counted from 1; 0 where it is not known
 * @param problem in a sentence, on one line
 */
record TemplateFault(String template, int line, String problem) {
    /** Qute says again where it is: {@code Parser error in template [mails/digest.html:3]: ...}. */
    private static final Pattern PLACE =
            Pattern.compile("^(Parser|Rendering) error( in template)?( \\S+)?( line \\d+)?: ");

    static TemplateFault of(Throwable failure) {
        String said = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String problem = PLACE.matcher(OutsideText.shortened(said, 300)).replaceFirst("");
        if (!problem.endsWith(".")) {
            problem += ".";
        }
        Origin origin = failure instanceof TemplateException template ? template.getOrigin() : null;
        return origin == null
                ? new TemplateFault("", 0, problem)
                : new TemplateFault(origin.getTemplateId(), origin.getLine(), problem);
    }

    String place() {
        return line == 0 ? "" : ", line " + line;
    }

    @Override
    public String toString() {
        return template + place() + ": " + problem;
    }
}
