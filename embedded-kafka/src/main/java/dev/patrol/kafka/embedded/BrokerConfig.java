package dev.patrol.kafka.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a broker starts.
 *
 * @param host address of this machine to listen on, under which clients reach the broker
 * @param port 0 for a free one
 * @param directory where the data is kept over {@link EmbeddedKafka#close()}, so that a later broker finds it; empty for a
 *     directory of the broker's own, which ends with it
 * @param defaultPartitions of a topic that is created without saying how many
 * @param settings of the broker by Kafka's names, which go before its own; its listeners are called {@code PLAINTEXT}, for
 *     clients and whatever its protocol, and {@code CONTROLLER}
 * @param clientSettings with which {@link EmbeddedKafka} itself reaches the broker, for example to log in
 */
public record BrokerConfig(
        String host,
        int port,
        Optional<Path> directory,
        int defaultPartitions,
        Map<String, String> settings,
        Map<String, String> clientSettings) {
    private static final int LAST_PORT = 65_535;

    public BrokerConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("A broker needs an address to listen on.");
        }
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("A port is 0 (a free one) to " + LAST_PORT + ", not " + port + ".");
        }
        if (defaultPartitions < 1) {
            throw new IllegalArgumentException("A topic has one partition or more, not " + defaultPartitions + ".");
        }
        settings = Map.copyOf(settings);
        clientSettings = Map.copyOf(clientSettings);
    }

    /** A free port on loopback, a directory of the broker's own, one partition. */
    public static BrokerConfig defaults() {
        return new BrokerConfig("127.0.0.1", 0, Optional.empty(), 1, Map.of(), Map.of());
    }

    public BrokerConfig withHost(String address) {
        return new BrokerConfig(address, port, directory, defaultPartitions, settings, clientSettings);
    }

    /** @param number 0 for a free one */
    public BrokerConfig withPort(int number) {
        return new BrokerConfig(host, number, directory, defaultPartitions, settings, clientSettings);
    }

    public BrokerConfig withDirectory(Path kept) {
        return new BrokerConfig(host, port, Optional.of(kept), defaultPartitions, settings, clientSettings);
    }

    public BrokerConfig withDefaultPartitions(int partitions) {
        return new BrokerConfig(host, port, directory, partitions, settings, clientSettings);
    }

    /** A broker that is secured otherwise: with logins, rights or TLS. */
    public BrokerConfig withSettings(Map<String, String> ofBroker, Map<String, String> ofClients) {
        return new BrokerConfig(host, port, directory, defaultPartitions, ofBroker, ofClients);
    }

    /** Not the settings: there may be passwords among them. */
    @Override
    public String toString() {
        return "BrokerConfig " + host + ":" + port;
    }
}
