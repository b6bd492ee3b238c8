package dev.patrol.rotator.telemetry;

import dev.patrol.test.Spans;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Has the spans of the service under test kept. */
final class KeptSpans {
    @Produces
    @Singleton
    SpanProcessor processor() {
        return Spans.processor();
    }
}
