package dev.patrol.service.telemetry;

import dev.patrol.model.wire.Envelope;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A piece of work. While it is done, every line that is logged bears the keys of its {@link Subject}, and what is published and
 * called belongs to its trace; in whatever thread, where that one is {@link #carry given it}.
 *
 * <p>Neither logs nor traces get a message of an exception from here: those may quote what came from outside.
 */
public final class Work {
    private static final String TRACER = "dev.patrol";
    private static final String TRACE_PARENT = "traceparent";
    private static final ContextKey<Work> KEY = ContextKey.named("dev.patrol.work");

    private final Context context;
    private final boolean ownsSpan;
    private volatile Subject subject;

    private Work(Context within, boolean ownsSpan, Subject subject) {
        this.context = within.with(KEY, this);
        this.ownsSpan = ownsSpan;
        this.subject = subject;
    }

    /** The handling of a record: a span that goes on with the trace of whoever published it. */
    public static Work consuming(ConsumerRecord<?, ?> message) {
        Subject subject = Subject.of(message.headers());
        return new Work(
                Context.root()
                        .with(start(
                                tracer().spanBuilder("process " + message.topic())
                                        .setSpanKind(SpanKind.CONSUMER)
                                        .setParent(parentIn(message.headers()))
                                        .setAttribute("messaging.system", "kafka")
                                        .setAttribute("messaging.operation.name", "process")
                                        .setAttribute("messaging.operation.type", "process")
                                        .setAttribute("messaging.destination.name", message.topic())
                                        .setAttribute(
                                                "messaging.destination.partition.id",
                                                Integer.toString(message.partition()))
                                        .setAttribute("messaging.kafka.offset", message.offset()),
                                subject)),
                true,
                subject);
    }

    /** What goes on later: a span of the trace that {@link #traceParent} told then, or of a new one. */
    public static Work resuming(String name, Optional<String> traceParent, Subject subject) {
        SpanBuilder span = tracer().spanBuilder(name);
        traceParent.ifPresentOrElse(parent -> span.setParent(contextOf(parent)), span::setNoParent);
        return new Work(Context.root().with(start(span, subject)), true, subject);
    }

    /** A step of what is being done: a span within the one there is. */
    public static Work step(String name, SpanKind kind, Subject closer) {
        Subject subject = current().map(Work::subject).orElse(Subject.NOTHING).and(closer);
        return new Work(
                Context.current().with(start(tracer().spanBuilder(name).setSpanKind(kind), subject)), true, subject);
    }

    /** What is being done, where more is known of it; its span stays the same, and is not ended with it. */
    public static Work about(Subject closer) {
        Subject known = current().map(Work::subject).orElse(Subject.NOTHING);
        return new Work(Context.current(), false, known.and(closer));
    }

    /** Another story that is told of beside what is being done: its lines lead to its own trace, and it has no span. */
    public static Work remembering(Optional<String> traceParent, Subject subject) {
        return new Work(traceParent.map(Work::contextOf).orElseGet(Context::root), false, subject);
    }

    /** What this thread works on. */
    public static Optional<Work> current() {
        return Optional.ofNullable(Context.current().get(KEY));
    }

    /** What is read of the record that is being handled. Others, which are read beside it, say nothing of the work. */
    public static void learn(Envelope<?> envelope) {
        current().filter(work -> work.isOf(envelope)).ifPresent(work -> {
            Subject read = Subject.of(envelope);
            work.subject = work.subject.and(read);
            describe(work.span(), read);
            LogKeys.replace(work.subject);
        });
    }

    private boolean isOf(Envelope<?> read) {
        return Subject.outside(read.id()).equals(subject.keys().get(Subject.EVENT_ID));
    }

    /** The same for another thread, which goes on with what this one works on. */
    public static <T> Supplier<T> carry(Supplier<T> work) {
        Optional<Work> here = current();
        return here.isEmpty() ? work : () -> here.get().within(work);
    }

    /** The same for what gives no result. */
    public static Runnable carry(Runnable work) {
        Supplier<Void> carried = carry(nothing(work));
        return carried::get;
    }

    /** The place in the trace of what is being done, as W3C Trace Context writes it; empty where nothing is traced. */
    public static Optional<String> traceParent() {
        return Optional.ofNullable(headersOf(Context.current()).get(TRACE_PARENT));
    }

    /** The headers that tell whoever reads a record, or is called, to which trace it belongs. */
    static Map<String, String> headersOf(Context context) {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(context, headers, Map::put);
        return headers;
    }

    static Tracer tracer() {
        return GlobalOpenTelemetry.getTracer(TRACER);
    }

    public Subject subject() {
        return subject;
    }

    /** Does it and ends its span. */
    public void run(Runnable work) {
        get(nothing(work));
    }

    /** Does it and ends its span. */
    public <T> T get(Supplier<T> work) {
        try {
            T result = within(work);
            end(Optional.empty());
            return result;
        } catch (RuntimeException | Error failure) {
            end(Optional.of(failure));
            throw failure;
        }
    }

    /** Does what ends later than this call; its span ends then. */
    public <T> Uni<T> begin(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .<T>emitter(result -> {
                    Cancellable doing = within(() -> work.get().subscribe().with(result::complete, result::fail));
                    result.onTermination(doing::cancel);
                })
                .onTermination()
                .invoke((done, failure, cancelled) -> end(Optional.ofNullable(failure)));
    }

    /** Does a part of it. */
    public <T> T within(Supplier<T> work) {
        try (Scope scope = context.makeCurrent();
                LogKeys keys = LogKeys.of(subject)) {
            return work.get();
        }
    }

    /** Does a part of it. */
    public void within(Runnable work) {
        within(nothing(work));
    }

    /** Its span, for attributes of its own. */
    public Span span() {
        return Span.fromContext(context);
    }

    /** What this thread works on goes on, but has failed at what it is for. */
    public static void hasFailed(Throwable cause) {
        fail(Span.current(), cause);
    }

    private static void fail(Span span, Throwable cause) {
        span.setStatus(StatusCode.ERROR)
                .setAttribute("error.type", cause.getClass().getName());
    }

    /** Nothing more is done of it. */
    public void end(Optional<? extends Throwable> failure) {
        if (!ownsSpan) {
            return;
        }
        failure.ifPresent(cause -> fail(span(), cause));
        span().end();
    }

    private static Span start(SpanBuilder builder, Subject subject) {
        Span span = builder.startSpan();
        describe(span, subject);
        return span;
    }

    static void describe(Span span, Subject subject) {
        subject.keys().forEach((key, value) -> span.setAttribute("patrol." + key, value));
    }

    /** Of several headers of a name the last one counts, as everywhere in Kafka. */
    private static Context parentIn(Headers headers) {
        return traceParentOf(headers).map(Work::contextOf).orElse(Context.root());
    }

    /** What is no place in a trace begins a new one. */
    private static Context contextOf(String traceParent) {
        return W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), traceParent, new TextMapGetter<String>() {
                    @Override
                    public Iterable<String> keys(String carrier) {
                        return List.of(TRACE_PARENT);
                    }

                    @Override
                    public String get(String carrier, String key) {
                        return TRACE_PARENT.equals(key) ? carrier : null;
                    }
                });
    }

    /** The place in a trace that a header tells, for a link to it. */
    public static SpanContext placeOf(String traceParent) {
        return Span.fromContext(contextOf(traceParent)).getSpanContext();
    }

    /** What the headers of a record tell of its trace. */
    public static Optional<String> traceParentOf(Headers headers) {
        return Subject.text(headers, TRACE_PARENT);
    }

    private static Supplier<Void> nothing(Runnable work) {
        return () -> {
            work.run();
            return null;
        };
    }
}
