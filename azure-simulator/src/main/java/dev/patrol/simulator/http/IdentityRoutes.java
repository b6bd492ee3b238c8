package dev.patrol.simulator.http;

import dev.patrol.simulator.World;
import dev.patrol.simulator.faults.Throttle;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.function.Function;

/** The paths of the identity services. */
public final class IdentityRoutes {

    private static final Function<ApiRequest, String> NOTHING = request -> null;

    private IdentityRoutes() {}

    public static Router router(Vertx vertx, World world) {
        ApiPipeline pipeline = new ApiPipeline(
                vertx,
                world.faults(),
                Throttle.NONE,
                world.calls(),
                world.clock(),
                (status, message) -> ApiResponse.json(status, Map.of("statusCode", status, "message", message)));
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        router.get("/msi/token").handler(pipeline.route(Api.IDENTITY, NOTHING, world.identity()::appService));
        router.post("/:tenant/oauth2/v2.0/token")
                .handler(pipeline.route(Api.OAUTH_TOKEN, NOTHING, world.identity()::refresh));
        return router;
    }
}
