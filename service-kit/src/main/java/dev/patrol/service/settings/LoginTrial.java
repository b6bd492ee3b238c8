package dev.patrol.service.settings;

import io.smallrye.config.SmallRyeConfig;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * Tries the login beside a start, so that one that the brokers refuse ends it in a sentence instead of being tried for ever. A
 * broker that is away says nothing about the login, and holds nothing up.
 */
final class LoginTrial {
    private static final int LONGEST_MILLIS = 60_000;

    private LoginTrial() {}

    /** @param refused hears why, in a thread of its own */
    static void begin(SmallRyeConfig config, Consumer<String> refused) {
        Map<String, Object> properties = KafkaClientSettings.of(config);
        Thread trial = new Thread(() -> refusal(properties).ifPresent(refused), "kafka-login");
        trial.setDaemon(true);
        trial.start();
    }

    private static Optional<String> refusal(Map<String, Object> properties) {
        try (Admin admin = Admin.create(properties)) {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(LONGEST_MILLIS))
                    .clusterId()
                    .get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return e.getCause() instanceof AuthenticationException
                    ? KafkaLogin.sentenceOf(e.getCause())
                    : Optional.empty();
        } catch (KafkaException notEvenBegun) {
            // KafkaClientSettings has looked at that.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
