package dev.patrol.notifier.mail;

import io.quarkus.qute.Expression;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.Variant;
import java.util.List;

/**
 * Makes whatever a template prints harmless, in one place, so that no template can forget to: one line each, and escaped
 * where it stands in HTML. There is no way around it, {@code .raw} is none: templates of one's own are safe, too.
 */
final class OutsideTextMapper implements ResultMapper {
    private final HtmlEscaper escaper = new HtmlEscaper(List.of(Variant.TEXT_HTML));

    @Override
    public boolean appliesTo(Origin origin, Object result) {
        return true;
    }

    @Override
    public String map(Object result, Expression expression) {
        String line = OutsideText.line(result.toString());
        return escaper.appliesTo(expression.getOrigin(), line) ? escaper.map(line, expression) : line;
    }
}
