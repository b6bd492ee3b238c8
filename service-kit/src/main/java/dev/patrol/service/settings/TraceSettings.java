package dev.patrol.service.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Where spans go. */
@ConfigMapping(prefix = "patrol.traces")
public interface TraceSettings {
    /** Without it spans go nowhere; records bear their place in a trace all the same. */
    @Setting(
            variable = "PATROL_TRACES_ENDPOINT",
            expects = "the http(s) address of an OpenTelemetry collector, for example http://otel-collector:4317",
            pattern = "https?://" + KafkaSettings.HOST + "(:" + KafkaSettings.PORT + ")?(/\\S*)?")
    Optional<URI> endpoint();

    /** How it is spoken to. */
    @Setting(variable = "PATROL_TRACES_PROTOCOL", expects = "grpc or http/protobuf", pattern = "grpc|http/protobuf")
    @WithDefault("grpc")
    String protocol();

    /** Of traces that begin here; what goes on with another's trace is kept where that is. */
    @Setting(
            variable = "PATROL_TRACES_SAMPLED",
            expects = "the part of all traces that is kept, from 0.0 to 1.0",
            pattern = "0(\\.\\d+)?|1(\\.0+)?")
    @WithDefault("1.0")
    double sampled();
}
