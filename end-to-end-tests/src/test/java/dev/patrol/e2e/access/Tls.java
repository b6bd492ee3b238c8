package dev.patrol.e2e.access;

import dev.patrol.simulator.vault.SelfSignedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The broker's certificate, which signed itself, as Kafka's settings have it. */
record Tls(Path store, Path certificate, String password) {

    static Tls in(Path folder) throws IOException {
        SelfSignedCertificate made = SelfSignedCertificate.ofThisProcess();
        return new Tls(
                Files.write(folder.resolve("key.p12"), made.keyStore()),
                Files.writeString(folder.resolve("certificate.pem"), made.pem()),
                made.password().reveal());
    }

    /** For a broker whose clients' listener has this protocol. */
    Map<String, String> ofBroker(String protocol) {
        Map<String, String> settings = new HashMap<>(key());
        settings.putAll(trust());
        settings.put("listener.security.protocol.map", "PLAINTEXT:" + protocol + ",CONTROLLER:PLAINTEXT");
        return settings;
    }

    /** For a broker that lets in whoever has one of these certificates, or its own. */
    Map<String, String> ofBrokerFor(ClientCertificate... clients) throws IOException {
        String trusted = Stream.concat(
                        Stream.of(Files.readString(certificate)),
                        Arrays.stream(clients).map(ClientCertificate::pem))
                .collect(Collectors.joining());
        Map<String, String> settings = ofBroker("SSL");
        settings.put("ssl.client.auth", "required");
        settings.put(
                "ssl.truststore.location",
                Files.writeString(certificate.resolveSibling("clients.pem"), trusted)
                        .toString());
        return settings;
    }

    Map<String, String> trust() {
        return Map.of("ssl.truststore.type", "PEM", "ssl.truststore.location", certificate.toString());
    }

    Map<String, String> key() {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                store.toString(),
                "ssl.keystore.password",
                password,
                "ssl.key.password",
                password);
    }
}
