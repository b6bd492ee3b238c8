package dev.patrol.simulator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.simulator.audit.AuditDraft;
import dev.patrol.simulator.calls.CallRecord;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.http.Json;
import dev.patrol.simulator.identity.SignInEnd;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.inspection.TokenValueFinder.Finding;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

/** {@code /_simulator/...}: the knobs and facts over HTTP. README.md of the module describes each. */
public final class ControlApi {

    private static final String ROOT = "/_simulator/";
    private static final long LARGEST_BODY = 512L * 1024 * 1024;

    /** A knob: from a body to what is answered. */
    @FunctionalInterface
    private interface Knob {
        Object turn(RoutingContext context, byte[] body);
    }

    /** Wish to have a text asked for a secret's content. */
    private record SecretHoldsToken(String secretName, UUID authorizationId) {
        private SecretHoldsToken {
            if (secretName == null || authorizationId == null) {
                throw new IllegalArgumentException("'secretName' and 'authorizationId' must both be given.");
            }
        }
    }

    private record Latency(String api, Long millis) {
        private Latency {
            if (api == null || Api.matching(api).isEmpty()) {
                throw new IllegalArgumentException("'api' must be * or one of " + Api.names() + ".");
            }
            if (millis == null) {
                throw new IllegalArgumentException("'millis' must be given; 0 ends the latency.");
            }
        }
    }

    private record Users(List<String> principalNames) {
        private Users {
            if (principalNames == null || principalNames.isEmpty()) {
                throw new IllegalArgumentException("'principalNames' must be a list of at least one name.");
            }
        }
    }

    /** Whether a code is approved, and by whom. */
    private record Approval(Boolean approve, String principalName) {
        private Approval {
            approve = approve == null || approve;
            if (approve && (principalName == null || principalName.isBlank())) {
                throw new IllegalArgumentException("'principalName' must say who signs in.");
            }
        }
    }

    private record End(String principalName, SignInEnd reason) {
        private End {
            if (principalName == null || principalName.isBlank()) {
                throw new IllegalArgumentException("'principalName' must say whose sign-ins end.");
            }
            reason = reason == null ? SignInEnd.REVOKED : reason;
        }
    }

    private record Disabled(String principalName, Boolean disabled) {
        private Disabled {
            if (principalName == null || principalName.isBlank()) {
                throw new IllegalArgumentException("'principalName' must say who is disabled.");
            }
            disabled = disabled == null || disabled;
        }
    }

    private final Vertx vertx;
    private final SimulatorControl control;

    public ControlApi(Vertx vertx, SimulatorControl control) {
        this.vertx = vertx;
        this.control = control;
    }

    public void mount(Router router) {
        router.route(ROOT + "*").handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        on(router, HttpMethod.GET, "state", (context, body) -> state(context));
        on(
                router,
                HttpMethod.POST,
                "tokens",
                (context, body) -> Map.of("authorizationIds", control.seedTokens(Json.read(body, TokenSeed.class))));
        on(router, HttpMethod.GET, "tokens/:authorizationId", (context, body) -> token(context));
        on(router, HttpMethod.POST, "users", (context, body) -> {
            control.addUsers(Json.read(body, Users.class).principalNames());
            return Map.of();
        });
        on(router, HttpMethod.POST, "secrets", (context, body) -> {
            SecretHoldsToken wish = Json.read(body, SecretHoldsToken.class);
            return Map.of("version", control.keepInSecret(wish.authorizationId(), wish.secretName()));
        });
        on(
                router,
                HttpMethod.GET,
                "secrets/:name",
                (context, body) -> Map.of("secrets", control.secret(context.pathParam("name"))));
        on(
                router,
                HttpMethod.GET,
                "faults",
                (context, body) -> Map.of("faults", control.faults(), "latencies", control.latencies()));
        on(
                router,
                HttpMethod.POST,
                "faults",
                (context, body) -> Map.of("id", control.addFault(Json.read(body, Fault.class))));
        on(router, HttpMethod.DELETE, "faults", (context, body) -> {
            control.clearFaults();
            return Map.of();
        });
        on(
                router,
                HttpMethod.DELETE,
                "faults/:id",
                (context, body) -> Map.of("removed", control.removeFault(number(context.pathParam("id")))));
        on(router, HttpMethod.POST, "latency", (context, body) -> {
            Latency latency = Json.read(body, Latency.class);
            Api.matching(latency.api()).forEach(api -> control.setLatency(api, latency.millis()));
            return Map.of("latencies", control.latencies());
        });
        on(
                router,
                HttpMethod.POST,
                "audit-entries",
                (context, body) -> Map.of("id", control.addAuditEntry(Json.read(body, AuditDraft.class))));
        on(router, HttpMethod.GET, "policies", (context, body) -> control.policies());
        on(
                router,
                HttpMethod.POST,
                "policies",
                (context, body) -> control.changePolicies(Json.read(body, ObjectNode.class)));
        on(router, HttpMethod.DELETE, "policies", (context, body) -> {
            control.resetPolicies();
            return control.policies();
        });
        on(router, HttpMethod.DELETE, "bearer-tokens", (context, body) -> {
            control.expireBearerTokens();
            return Map.of();
        });
        on(router, HttpMethod.GET, "device-codes", (context, body) -> Map.of("deviceCodes", control.deviceSignIns()));
        on(router, HttpMethod.POST, "device-codes/:userCode", (context, body) -> {
            answerDeviceCode(context.pathParam("userCode"), Json.read(body, Approval.class));
            return Map.of();
        });
        on(router, HttpMethod.POST, "sign-ins/end", (context, body) -> {
            End end = Json.read(body, End.class);
            control.endSignIns(end.principalName(), end.reason());
            return Map.of();
        });
        on(router, HttpMethod.POST, "users/disabled", (context, body) -> {
            Disabled user = Json.read(body, Disabled.class);
            control.setUserDisabled(user.principalName(), user.disabled());
            return Map.of();
        });
        on(router, HttpMethod.GET, "calls", (context, body) -> calls(context));
        on(router, HttpMethod.DELETE, "calls", (context, body) -> {
            control.forgetCalls();
            return Map.of();
        });
        on(router, HttpMethod.POST, "assertions/secret-holds-token", (context, body) -> {
            SecretHoldsToken question = Json.read(body, SecretHoldsToken.class);
            return Map.of("holds", control.secretHoldsToken(question.secretName(), question.authorizationId()));
        });
        on(router, HttpMethod.POST, "assertions/contains-token-value", (context, body) -> containsTokenValue(body));
        router.route(ROOT + "*")
                .handler(context -> answer(
                        context,
                        404,
                        Map.of(
                                "message",
                                "There is no knob " + context.request().path() + ".")));
    }

    private void answerDeviceCode(String userCode, Approval approval) {
        if (approval.approve()) {
            control.approveSignIn(userCode, approval.principalName());
        } else {
            control.declineSignIn(userCode);
        }
    }

    private Object state(RoutingContext context) {
        String organization = context.request().getParam("organization");
        List<TokenFact> tokens = organization == null ? control.tokens() : control.tokens(organization);
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("tokens", tokens);
        state.put("secrets", control.secrets());
        state.put("deletedSecrets", control.deletedSecrets());
        return state;
    }

    private Object token(RoutingContext context) {
        String id = context.pathParam("authorizationId");
        return control.token(UUID.fromString(id))
                .orElseThrow(() -> new IllegalArgumentException("There is no token " + id + "."));
    }

    private Object calls(RoutingContext context) {
        String since = context.request().getParam("since");
        List<CallRecord> sideEffects = control.sideEffects(since == null ? 0 : number(since));
        return Map.of("counts", control.callCounts(), "sideEffects", sideEffects);
    }

    private Object containsTokenValue(byte[] body) {
        Map<String, Object> answer = new LinkedHashMap<>();
        // Latin-1 keeps every byte apart, so that a binary file can be asked about as well.
        Finding finding = control.findTokenValue(new String(body, StandardCharsets.ISO_8859_1))
                .orElse(null);
        answer.put("contains", finding != null);
        answer.put("authorizationId", finding == null ? null : finding.authorizationId());
        answer.put("form", finding == null ? null : finding.form().name().toLowerCase(Locale.ROOT));
        return answer;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no number.", e);
        }
    }

    /** Knobs run aside: a large state or text must not hold up the simulated servers. */
    private void on(Router router, HttpMethod method, String path, Knob knob) {
        router.route(method, ROOT + path).handler(context -> {
            Buffer buffer = context.body().buffer();
            byte[] body = buffer == null ? new byte[0] : buffer.getBytes();
            Callable<byte[]> work = () -> Json.bytes(knob.turn(context, body));
            vertx.executeBlocking(work, false)
                    .onSuccess(bytes -> answer(context, 200, bytes))
                    .onFailure(problem -> fail(context, problem));
        });
    }

    private static void fail(RoutingContext context, Throwable problem) {
        boolean nonsense = problem instanceof IllegalArgumentException;
        answer(context, nonsense ? 400 : 500, Map.of("message", String.valueOf(problem.getMessage())));
    }

    private static void answer(RoutingContext context, int status, Object body) {
        answer(context, status, Json.bytes(body));
    }

    private static void answer(RoutingContext context, int status, byte[] body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(Buffer.buffer(body));
    }
}
