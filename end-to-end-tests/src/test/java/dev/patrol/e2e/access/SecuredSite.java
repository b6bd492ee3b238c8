package dev.patrol.e2e.access;

import dev.patrol.e2e.Kafka;
import dev.patrol.e2e.PackagedService;
import dev.patrol.e2e.PatrolCall;
import dev.patrol.e2e.Surroundings;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/**
 * A broker that wants a login and grants what {@code deploy/kafka/acls.sh} grants, and the packaged programs, each of which
 * logs in by the variables that it is given.
 */
final class SecuredSite implements AutoCloseable {
    private final Path folder;
    private final Map<String, String> administrator;
    private final Surroundings around;
    private final List<PackagedService> services = new ArrayList<>();

    /**
     * @param folder for what is secret
     * @param title of the services' folder
     * @param ofBroker who is let in, and how
     * @param administrator how whoever makes topics and gives rights logs in
     * @param principal as whom
     */
    SecuredSite(
            Path folder,
            String title,
            Map<String, String> ofBroker,
            Map<String, String> administrator,
            String principal) {
        this.folder = folder;
        this.administrator = administrator;
        Map<String, String> settings = new HashMap<>(ofBroker);
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // The controller's listener has no login.
        settings.put("super.users", principal + ";User:ANONYMOUS");
        around = Surroundings.of(title, Kafka.secured(settings, administrator));
    }

    /** @param principals variables of the script */
    void grant(Map<String, String> principals) throws IOException, InterruptedException {
        StringWriter client = new StringWriter();
        Properties properties = new Properties();
        properties.putAll(administrator);
        properties.store(client, null);
        Map<String, String> variables = new HashMap<>(principals);
        variables.put("KAFKA_BOOTSTRAP_SERVERS", around.kafka().bootstrapServers());
        variables.put(
                "KAFKA_COMMAND_CONFIG",
                Files.writeString(folder.resolve("client.properties"), client.toString())
                        .toString());
        RightsScript.run(variables, folder);
    }

    /**
     * Starts one that is to live until the end.
     *
     * @param login Kafka's settings
     * @param more variables
     */
    void start(String service, Map<String, String> login, Map<String, String> more) {
        services.add(around.start(service, service, variables(login, more), List.of()));
    }

    /** Starts one that is to end by itself. */
    PackagedService begin(String service, Map<String, String> login, Map<String, String> more) {
        return around.start(service, service + "-" + UUID.randomUUID(), variables(login, more), List.of());
    }

    /** @param more variables */
    PatrolCall patrol(Map<String, String> login, Map<String, String> more, String... arguments) {
        return around.patrol(variables(login, more), arguments);
    }

    /** Kafka's settings as the variables that Patrol reads. */
    private static Map<String, String> variables(Map<String, String> login, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        login.forEach((name, value) ->
                variables.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return variables;
    }

    /** Those that are to live until the end. */
    List<PackagedService> services() {
        return services;
    }

    Surroundings around() {
        return around;
    }

    @Override
    public void close() {
        around.close();
    }
}
