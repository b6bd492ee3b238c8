package dev.patrol.e2e.cluster;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.PackagedService;
import dev.patrol.e2e.TopicDump;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Three brokers and several services, while tokens are rotated: brokers are restarted one after the other, topics are given more
 * partitions, and services are replaced one by one. Nothing is lost, nothing is done twice, and nobody is told twice.
 *
 * <p>Every build does it with the rotators and what they need; {@code mvn verify -Pfaults} with two of every service and more
 * tokens.
 */
class RollingIT {
    private static final boolean ALL =
            List.of(System.getProperty("patrol.faults", "few").split(",")).contains("all");
    private static final int TOKENS_EACH_STEP = ALL ? 40 : 8;
    private static final List<String> SERVICES = ALL
            ? List.of("scanner", "scanner", "rotator", "rotator", "audit", "audit", "notifier", "notifier")
            : List.of("scanner", "rotator", "rotator", "notifier");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void nothingIsLostOrDoneTwiceWhileBrokersAndServicesAreReplacedAndTopicsGrow() {
        try (ClusterSite site = new ClusterSite()) {
            // Given
            for (String service : SERVICES) {
                site.start(service);
            }
            site.members().forEach(PackagedService::awaitReady);

            // When
            for (int broker = 0; broker < site.cluster().size(); broker++) {
                site.seed(TOKENS_EACH_STEP);
                site.cluster().stop(broker);
                site.cluster().start(broker);
            }
            site.seed(TOKENS_EACH_STEP);
            site.doublePartitions();
            for (PackagedService member : site.members()) {
                if (ALL || member.name().equals("rotator")) {
                    site.seed(TOKENS_EACH_STEP);
                    member.stop();
                    member.start();
                    member.awaitReady();
                }
            }

            // Then
            await("every token is replaced")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> isDone(site));
            TopicDump topics = site.topics();
            Map<UUID, Set<String>> rotations = rotations(topics);
            await("all is told").atMost(PATIENCE).until(() -> site.inbox()
                    .told()
                    .containsAll(
                            rotations.values().stream().flatMap(Set::stream).toList()));
            assertRotatedOnce(site);
            assertThat(rotations).hasSize(site.due().size()).allSatisfy((token, ids) -> assertThat(ids)
                    .as("how often the rotation of %s is told", token)
                    .hasSize(1));
            assertThat(site.inbox().told()).doesNotHaveDuplicates();
            assertThat(topics.announced(RotationFailed.class)).isEmpty();
            assertThat(topics.deadLetters()).isZero();
        }
    }

    /** Whether every token that was due is dead, and that is told. */
    private static boolean isDone(ClusterSite site) {
        List<UUID> alive =
                new ArrayList<>(site.due().stream().map(Token::authorizationId).toList());
        site.azure().tokens().stream()
                .filter(fact -> fact.state() == PatStatus.REVOKED)
                .map(TokenFact::authorizationId)
                .forEach(alive::remove);
        return alive.isEmpty()
                && site.topics().announced(TokenRevoked.class).stream()
                                .map(Envelope::id)
                                .distinct()
                                .count()
                        >= site.due().size();
    }

    private static Map<UUID, Set<String>> rotations(TopicDump topics) {
        return topics.announced(TokenRotated.class).stream()
                .collect(groupingBy(
                        said -> ((TokenRotated) said.payload()).previous().authorizationId(),
                        mapping(Envelope::id, toSet())));
    }

    /** One successor of each, ever; it lives, and is what dependents read. */
    private static void assertRotatedOnce(ClusterSite site) {
        List<TokenFact> all = site.azure().tokens();
        for (Token token : site.due()) {
            assertThat(all)
                    .filteredOn(fact -> fact.displayName().equals(token.successorName()))
                    .as("successors of %s", token.displayName())
                    .singleElement()
                    .satisfies(successor -> {
                        assertThat(successor.state()).isEqualTo(PatStatus.ALIVE);
                        assertThat(site.azure().secretHoldsToken(token.secretName(), successor.authorizationId()))
                                .isTrue();
                    });
        }
    }
}
