package dev.patrol.simulator.http;

import dev.patrol.simulator.World;
import dev.patrol.simulator.faults.Throttle;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The paths of the identity services. */
public final class IdentityRoutes {

    private static final Function<ApiRequest, String> NOTHING = request -> null;

    /** Path of the page for device codes. */
    public static final String DEVICE_PAGE = "/device";

    private IdentityRoutes() {}

    /** @param page where a person enters the code of a sign-in */
    public static Router router(Vertx vertx, World world, Supplier<URI> page) {
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
        router.get(DEVICE_PAGE).handler(pipeline.route(Api.SIGN_IN_PAGE, NOTHING, world.devicePage()::show));
        router.post(DEVICE_PAGE).handler(pipeline.route(Api.SIGN_IN_PAGE, NOTHING, world.devicePage()::answer));
        router.post("/:tenant/oauth2/v2.0/devicecode")
                .handler(pipeline.route(Api.OAUTH_DEVICE_CODE, NOTHING, request -> world.authority()
                        .deviceCode(request, page)));
        router.post("/:tenant/oauth2/v2.0/token")
                .handler(pipeline.route(Api.OAUTH_TOKEN, NOTHING, world.authority()::token));
        router.get("/:tenant/v2.0/.well-known/openid-configuration")
                .handler(pipeline.route(Api.OAUTH_CONFIGURATION, NOTHING, world.authority()::configuration));
        return router;
    }
}
