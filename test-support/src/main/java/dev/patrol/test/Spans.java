package dev.patrol.test;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** The spans that the service under test has ended; it needs a bean that is {@link #processor}. */
public final class Spans {
    private static final InMemorySpanExporter ENDED = InMemorySpanExporter.create();

    private Spans() {}

    public static SpanProcessor processor() {
        // Quarkus shuts it down where it starts the service anew, and what was shut down keeps nothing.
        ENDED.reset();
        return SimpleSpanProcessor.create(ENDED);
    }

    public static List<SpanData> ofTrace(String traceId) {
        return ENDED.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(traceId))
                .toList();
    }

    /** Every name and every attribute, as text. */
    public static String text() {
        return ENDED.getFinishedSpanItems().toString();
    }
}
