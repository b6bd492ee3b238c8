package dev.patrol.service.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Optional;

/** A record on its way to the broker: a span, which whoever reads the record goes on with. */
public final class Sending {
    private final Span span;

    private Sending(Span span) {
        this.span = span;
    }

    /**
     * @param within what it is sent in the course of
     * @param ownTrace whether it begins a trace, which is linked with what it is sent in the course of
     */
    public static Sending of(String topic, Subject subject, Context within, boolean ownTrace) {
        SpanBuilder builder = Work.tracer()
                .spanBuilder("send " + topic)
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.name", "send")
                .setAttribute("messaging.operation.type", "send")
                .setAttribute("messaging.destination.name", topic);
        if (ownTrace) {
            builder.setNoParent().addLink(Span.fromContext(within).getSpanContext());
        } else {
            builder.setParent(within);
        }
        Span span = builder.startSpan();
        Work.describe(span, subject);
        return new Sending(span);
    }

    public Map<String, String> headers() {
        return Work.headersOf(Context.root().with(span));
    }

    /** Whether the broker has it is known. */
    public void end(Optional<? extends Throwable> failure) {
        failure.ifPresent(cause -> span.setStatus(StatusCode.ERROR)
                .setAttribute("error.type", cause.getClass().getName()));
        span.end();
    }
}
