package dev.patrol.simulator.http;

import dev.patrol.simulator.access.Gate;
import dev.patrol.simulator.calls.CallRecorder;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.faults.FaultKind;
import dev.patrol.simulator.faults.FaultPlan;
import dev.patrol.simulator.faults.FaultRegistry;
import dev.patrol.simulator.faults.Throttle;
import dev.patrol.simulator.pats.PatBodies;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The way of every call through a server: latency and rate limit, a fault instead of the work, the work, a fault
 * instead of its answer. A call is counted when its answer is sent or given up.
 */
public final class ApiPipeline {

    private final Vertx vertx;
    private final FaultRegistry faults;
    private final Throttle throttle;
    private final CallRecorder calls;
    private final Clock clock;
    private final BiFunction<Integer, String, ApiResponse> errorBody;

    /**
     * @param errorBody the server's usual error of a status, for faults without a body of their own
     */
    public ApiPipeline(
            Vertx vertx,
            FaultRegistry faults,
            Throttle throttle,
            CallRecorder calls,
            Clock clock,
            BiFunction<Integer, String, ApiResponse> errorBody) {
        this.vertx = vertx;
        this.faults = faults;
        this.throttle = throttle;
        this.calls = calls;
        this.clock = clock;
        this.errorBody = errorBody;
    }

    /**
     * A route's handler.
     *
     * @param target what a request is about, for faults and for the record; may give null
     */
    public Handler<RoutingContext> route(Api api, Function<ApiRequest, String> target, Endpoint endpoint) {
        return context -> {
            ApiRequest request = Requests.of(context);
            new Call(api, request, target.apply(request), context, endpoint).begin();
        };
    }

    private final class Call {

        private final Api api;
        private final ApiRequest request;
        private final String target;
        private final RoutingContext context;
        private final Endpoint endpoint;
        private final FaultPlan plan;
        private final Throttle.Ruling ruling;
        private Instant worked;

        private Call(Api api, ApiRequest request, String target, RoutingContext context, Endpoint endpoint) {
            this.api = api;
            this.request = request;
            this.target = target;
            this.context = context;
            this.endpoint = endpoint;
            this.plan = faults.plan(api, request.path().get("organization"), target);
            this.ruling = throttle.rule(request);
        }

        private void begin() {
            after(plan.delayBeforeMillis() + ruling.delayMillis(), this::work);
        }

        private void work() {
            worked = clock.instant();
            if (plan.failureBeforeWork().isPresent()) {
                fail(plan.failureBeforeWork().get(), ApiResponse.empty(200), "");
                return;
            }
            ApiResponse answer = ruling.refusal().orElseGet(() -> endpoint.answer(request));
            after(plan.delayAfterMillis(), () -> finish(answer));
        }

        private void finish(ApiResponse answer) {
            Optional<Fault> failure = plan.failureAfterWork();
            if (failure.isPresent()) {
                fail(failure.get(), answer, "lost " + answer.outcome());
            } else {
                send(answer, answer.outcome(), answer.effect());
            }
        }

        /**
         * @param done the answer of the work, with what it changed, if it was done at all
         * @param lost how the record names the answer that was done but not sent; empty if there was none
         */
        private void fail(Fault fault, ApiResponse done, String lost) {
            switch (fault.kind()) {
                case RESET_BEFORE, RESET_AFTER -> {
                    record(lost.isEmpty() ? "reset" : lost, done.effect());
                    Connections.reset(context.request());
                }
                case HANG -> {
                    record(lost.isEmpty() ? "hang" : lost, done.effect());
                    if (fault.millis() != null) {
                        vertx.setTimer(fault.millis(), timer -> Connections.reset(context.request()));
                    }
                }
                default -> {
                    ApiResponse answer = instead(fault);
                    send(answer, answer.outcome(), done.effect());
                }
            }
        }

        private ApiResponse instead(Fault fault) {
            if (fault.kind() == FaultKind.SIGN_IN_PAGE) {
                return Gate.signInPage();
            }
            if (fault.kind() == FaultKind.PAT_TOKEN_ERROR) {
                Optional<String> message = Optional.of("An injected fault.");
                return ApiResponse.json(
                                200,
                                PatBodies.error(
                                        fault.patTokenError(),
                                        ApiVersions.atLeast72(request) ? message : Optional.empty()))
                        .withError(fault.patTokenError());
            }
            return body(fault).withHeaders(fault.headers());
        }

        private ApiResponse body(Fault fault) {
            if (fault.body() == null || fault.body().isNull()) {
                return errorBody.apply(fault.status(), "An injected fault.");
            }
            return fault.body().isTextual()
                    ? ApiResponse.text(
                            fault.status(),
                            "text/plain; charset=utf-8",
                            fault.body().textValue())
                    : ApiResponse.json(fault.status(), fault.body());
        }

        private void send(ApiResponse answer, String outcome, Effect effect) {
            HttpServerResponse response = context.response();
            if (response.closed() || response.ended()) {
                record("lost " + outcome, effect);
                return;
            }
            record(outcome, effect);
            response.setStatusCode(answer.status());
            answer.headers().forEach(response::putHeader);
            ruling.headers().forEach(response::putHeader);
            response.end(Buffer.buffer(answer.body()));
        }

        private void record(String outcome, Effect effect) {
            calls.record(worked, api, request.path().get("organization"), target, outcome, effect);
        }

        private void after(long millis, Runnable step) {
            if (millis <= 0) {
                step.run();
            } else {
                vertx.setTimer(millis, timer -> guarded(step));
            }
        }

        /** A failure in a timer would otherwise reach nobody, and the client would wait in vain. */
        private void guarded(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException e) {
                context.fail(e);
            }
        }
    }
}
