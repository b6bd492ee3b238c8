package dev.patrol.simulator.http;

import dev.patrol.simulator.World;
import dev.patrol.simulator.control.ControlApi;
import dev.patrol.simulator.faults.AzureDevOpsThrottle;
import dev.patrol.simulator.faults.SlidingAllowance;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.function.Function;

/** The paths of Azure DevOps, in any case, and of the knobs. */
public final class AzureDevOpsRoutes {

    private static final String ORGANIZATION = "(?i)/(?<organization>[^/_][^/]*)/_apis/";
    private static final String ANY_RESOURCE =
            "(?i)/(?<organization>[^/_][^/]*)/(?:[^/]+/)?_apis/(?<area>[^/]+)(?:/.*)?";
    private static final Function<ApiRequest, String> ID_IN_QUERY =
            request -> request.query("authorizationId").orElse(null);
    private static final Function<ApiRequest, String> NOTHING = request -> null;

    private AzureDevOpsRoutes() {}

    public static Router router(Vertx vertx, World world) {
        ApiPipeline pipeline = new ApiPipeline(
                vertx,
                world.faults(),
                new AzureDevOpsThrottle(new SlidingAllowance(System::nanoTime), world.policies(), world.clock()),
                world.calls(),
                world.clock(),
                (status, message) -> Envelope.error(status, "SimulatedFault", message));
        Router router = Router.router(vertx);
        new ControlApi(vertx, world.control()).mount(router);
        router.route().handler(BodyHandler.create(false));

        Handler<RoutingContext> list = pipeline.route(Api.PATS_LIST, NOTHING, world.pats()::list);
        Handler<RoutingContext> get = pipeline.route(Api.PATS_GET, ID_IN_QUERY, world.pats()::get);
        on(router, HttpMethod.GET, "tokens/pats", context -> {
            boolean single = context.queryParams().contains("authorizationId");
            (single ? get : list).handle(context);
        });
        on(
                router,
                HttpMethod.POST,
                "tokens/pats",
                pipeline.route(Api.PATS_CREATE, inBody("displayName"), world.pats()::create));
        on(
                router,
                HttpMethod.PUT,
                "tokens/pats",
                pipeline.route(Api.PATS_UPDATE, inBody("authorizationId"), world.pats()::update));
        on(
                router,
                HttpMethod.DELETE,
                "tokens/pats",
                pipeline.route(Api.PATS_REVOKE, ID_IN_QUERY, world.pats()::revoke));
        on(
                router,
                HttpMethod.GET,
                "connectionData",
                pipeline.route(Api.CONNECTION_DATA, world.connectionData()::about, world.connectionData()::get));
        on(router, HttpMethod.GET, "audit/auditlog", pipeline.route(Api.AUDIT, NOTHING, world.audit()::log));
        on(router, HttpMethod.GET, "audit/actions", pipeline.route(Api.AUDIT_ACTIONS, NOTHING, world.audit()::actions));
        on(
                router,
                HttpMethod.GET,
                "tokenadmin/personalaccesstokens/(?<subjectDescriptor>[^/]+)",
                pipeline.route(
                        Api.TOKENADMIN_LIST, request -> request.path("subjectDescriptor"), world.tokenAdmin()::list));
        on(
                router,
                HttpMethod.POST,
                "tokenadmin/revocations",
                pipeline.route(Api.TOKENADMIN_REVOKE, NOTHING, world.tokenAdmin()::revoke));
        on(
                router,
                HttpMethod.POST,
                "tokenadmin/revocationrules",
                pipeline.route(Api.TOKENADMIN_RULE, NOTHING, world.tokenAdmin()::rule));
        on(router, HttpMethod.GET, "graph/users", pipeline.route(Api.GRAPH, NOTHING, world.graph()::users));
        on(
                router,
                HttpMethod.GET,
                "TenantPolicy/Policies/TenantPolicy\\.(?<policy>[A-Za-z]+)",
                pipeline.route(Api.TENANT_POLICY, request -> request.path("policy"), world.tenantPolicies()::get));
        router.routeWithRegex(HttpMethod.GET, ANY_RESOURCE)
                .handler(pipeline.route(Api.RESOURCE_READ, request -> request.path("area"), world.resources()::read));
        return router;
    }

    private static void on(Router router, HttpMethod method, String path, Handler<RoutingContext> handler) {
        router.routeWithRegex(method, ORGANIZATION + path + "/?").handler(handler);
    }

    /** A text field of the body; null if there is none, which the work itself will answer. */
    private static Function<ApiRequest, String> inBody(String field) {
        return request -> {
            try {
                return Json.MAPPER.readTree(request.body()).path(field).textValue();
            } catch (IOException noJson) {
                return null;
            }
        };
    }
}
