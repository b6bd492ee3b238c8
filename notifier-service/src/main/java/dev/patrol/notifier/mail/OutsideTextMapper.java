package dev.patrol.notifier.mail;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.Variant;
import io.quarkus.qute.WithPriority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Makes every text that a template prints harmless, in one place, so that no template can forget to: one line each, and
 * escaped where it stands in HTML.
 */
@Singleton
final class OutsideTextMapper implements ResultMapper {
    private final HtmlEscaper escaper = new HtmlEscaper(List.of(Variant.TEXT_HTML));

    void register(@Observes EngineBuilder builder) {
        builder.addResultMapper(this);
    }

    /** Before Qute's own escaping, which only one mapper's result would get. */
    @Override
    public int getPriority() {
        return WithPriority.DEFAULT_PRIORITY + 1;
    }

    @Override
    public boolean appliesTo(Origin origin, Object result) {
        return result instanceof String;
    }

    @Override
    public String map(Object result, Expression expression) {
        String line = OutsideText.line((String) result);
        return escaper.appliesTo(expression.getOrigin(), line) ? escaper.map(line, expression) : line;
    }
}
