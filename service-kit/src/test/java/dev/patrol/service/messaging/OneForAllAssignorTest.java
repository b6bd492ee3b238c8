package dev.patrol.service.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OneForAllAssignorTest {
    private static final List<TopicPartition> ALL = IntStream.range(0, 6)
            .mapToObj(number -> new TopicPartition(number < 4 ? "many" : "few", number % 4))
            .toList();
    private static final Cluster CLUSTER = new Cluster(
            "cluster",
            List.of(Node.noNode()),
            ALL.stream()
                    .map(partition -> new PartitionInfo(
                            partition.topic(), partition.partition(), Node.noNode(), new Node[0], new Node[0]))
                    .toList(),
            Set.of(),
            Set.of());

    @Test
    void oneMemberGetsAllPartitionsOfAllTopics() {
        assertThat(assigned(Map.of("a", member(false, 0), "b", member(false, 0)))
                        .values())
                .containsExactlyInAnyOrder(Set.copyOf(ALL), Set.of());
    }

    @Test
    void whoHasThePartitionsKeepsThemWhoeverComes() {
        // When
        Map<String, Set<TopicPartition>> assigned =
                assigned(Map.of("a", member(false, 4), "b", member(true, 4), "c", member(false, 4)));

        // Then
        assertThat(assigned.get("b")).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void whoWasExpelledAndDoesNotKnowLoses() {
        // When
        Map<String, Set<TopicPartition>> assigned = assigned(Map.of("a", member(true, 5), "b", member(true, 4)));

        // Then
        assertThat(assigned.get("a")).containsExactlyInAnyOrderElementsOf(ALL);
    }

    private static Map<String, Set<TopicPartition>> assigned(Map<String, Subscription> members) {
        return new OneForAllAssignor()
                .assign(CLUSTER, new GroupSubscription(members)).groupAssignment().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> Set.copyOf(entry.getValue().partitions())));
    }

    private static Subscription member(boolean owner, int generation) {
        return new Subscription(List.of("many", "few"), null, owner ? ALL : List.of(), generation, Optional.empty());
    }
}
