package dev.patrol.simulator.http;

import dev.patrol.simulator.World;
import dev.patrol.simulator.faults.SlidingAllowance;
import dev.patrol.simulator.faults.VaultThrottle;
import dev.patrol.simulator.vault.VaultApi;
import dev.patrol.simulator.vault.VaultBodies;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.Function;

/** The paths of the vault. */
public final class VaultRoutes {

    private static final Function<ApiRequest, String> NAME = request -> request.path("name");
    private static final Function<ApiRequest, String> NOTHING = request -> null;

    private VaultRoutes() {}

    public static Router router(Vertx vertx, World world) {
        ApiPipeline pipeline = new ApiPipeline(
                vertx,
                world.faults(),
                new VaultThrottle(new SlidingAllowance(System::nanoTime), world.policies()),
                world.calls(),
                world.clock(),
                VaultBodies::error);
        VaultApi vault = world.vault();
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        on(router, pipeline, HttpMethod.GET, "/secrets", Api.SECRET_LIST, NOTHING, vault::list);
        on(router, pipeline, HttpMethod.GET, "/secrets/:name/versions", Api.SECRET_VERSIONS, NAME, vault::versions);
        on(router, pipeline, HttpMethod.PUT, "/secrets/:name", Api.SECRET_SET, NAME, vault::set);
        on(router, pipeline, HttpMethod.GET, "/secrets/:name", Api.SECRET_GET, NAME, vault::get);
        on(router, pipeline, HttpMethod.GET, "/secrets/:name/:version", Api.SECRET_GET, NAME, vault::get);
        on(router, pipeline, HttpMethod.PATCH, "/secrets/:name", Api.SECRET_UPDATE, NAME, vault::update);
        on(router, pipeline, HttpMethod.PATCH, "/secrets/:name/:version", Api.SECRET_UPDATE, NAME, vault::update);
        on(router, pipeline, HttpMethod.DELETE, "/secrets/:name", Api.SECRET_DELETE, NAME, vault::delete);
        on(router, pipeline, HttpMethod.GET, "/deletedsecrets", Api.SECRET_DELETED_LIST, NOTHING, vault::listDeleted);
        on(router, pipeline, HttpMethod.GET, "/deletedsecrets/:name", Api.SECRET_DELETED_GET, NAME, vault::getDeleted);
        on(router, pipeline, HttpMethod.DELETE, "/deletedsecrets/:name", Api.SECRET_PURGE, NAME, vault::purge);
        on(
                router,
                pipeline,
                HttpMethod.POST,
                "/deletedsecrets/:name/recover",
                Api.SECRET_RECOVER,
                NAME,
                vault::recover);
        return router;
    }

    /** A path with or without a slash at its end, which the SDK sends for the latest version. */
    private static void on(
            Router router,
            ApiPipeline pipeline,
            HttpMethod method,
            String path,
            Api api,
            Function<ApiRequest, String> target,
            Endpoint endpoint) {
        router.route(method, path).handler(pipeline.route(api, target, endpoint));
        router.route(method, path + "/").handler(pipeline.route(api, target, endpoint));
    }
}
