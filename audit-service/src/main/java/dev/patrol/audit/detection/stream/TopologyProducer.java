package dev.patrol.audit.detection.stream;

import dev.patrol.audit.detection.rules.DetectionSettings;
import dev.patrol.audit.organization.OwnIdentities;
import dev.patrol.model.wire.MessageCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.net.URI;
import org.apache.kafka.streams.Topology;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives the engine its topology. */
@ApplicationScoped
class TopologyProducer {
    @Produces
    Topology topology(
            DetectionSettings settings,
            UnusedTokenSettings unused,
            MessageCodec codec,
            OwnIdentities identities,
            DetectorMeters meters,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        return DetectionTopology.of(
                settings, unused, codec, URI.create("/patrol/" + service), identities::actorIdOf, meters);
    }
}
