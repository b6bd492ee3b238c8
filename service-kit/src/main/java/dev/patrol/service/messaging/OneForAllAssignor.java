package dev.patrol.service.messaging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives all partitions to one member of the group: to the one that has them, as long as it is there. The others stand by.
 */
public final class OneForAllAssignor implements ConsumerPartitionAssignor {
    @Override
    public String name() {
        return "one-for-all";
    }

    /** Who has the partitions keeps them while others come and go. */
    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE);
    }

    @Override
    public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
        Map<String, Subscription> members = group.groupSubscription();
        String chosen = members.entrySet().stream()
                .max(Comparator.<Map.Entry<String, Subscription>>comparingInt(
                                member -> member.getValue().ownedPartitions().isEmpty() ? 0 : 1)
                        // Who was expelled and does not know yet claims them too, from an earlier generation.
                        .thenComparingInt(
                                member -> member.getValue().generationId().orElse(-1))
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey();
        Map<String, Assignment> assignments = new HashMap<>();
        members.keySet().forEach(member -> assignments.put(member, new Assignment(List.of())));
        assignments.put(chosen, new Assignment(partitionsOf(cluster, members.get(chosen))));
        return new GroupAssignment(assignments);
    }

    private static List<TopicPartition> partitionsOf(Cluster cluster, Subscription member) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : member.topics()) {
            partitions.addAll(cluster.partitionsForTopic(topic).stream()
                    .map(OneForAllAssignor::partition)
                    .collect(Collectors.toList()));
        }
        return partitions;
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }
}
