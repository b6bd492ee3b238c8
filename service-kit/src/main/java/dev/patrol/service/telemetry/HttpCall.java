package dev.patrol.service.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.net.URI;

/** A request over HTTP as a span, with nothing of it that could be secret: no query, no header, no body. */
public final class HttpCall {
    private static final int FIRST_ERROR = 400;

    private final Span span;

    private HttpCall(Span span) {
        this.span = span;
    }

    public static HttpCall begun(String method, URI address) {
        return new HttpCall(Work.tracer()
                .spanBuilder(method)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("http.request.method", method)
                .setAttribute("server.address", address.getHost())
                .setAttribute("url.path", address.getPath())
                .startSpan());
    }

    public void answered(int status) {
        span.setAttribute("http.response.status_code", status);
        if (status >= FIRST_ERROR) {
            span.setStatus(StatusCode.ERROR).setAttribute("error.type", Integer.toString(status));
        }
        span.end();
    }

    public void failed(Throwable failure) {
        span.setStatus(StatusCode.ERROR)
                .setAttribute("error.type", failure.getClass().getName());
        span.end();
    }
}
