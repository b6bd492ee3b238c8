package dev.patrol.rotator.rotation;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps partition <i>n</i> of all topics with one member of the group, and so all records of a lineage, and lets each member keep
 * what it has as far as that is fair: who comes or goes interrupts only the lineages that move. Kafka's own assignors do one or
 * the other.
 *
 * <p>What moves is given to nobody until its earlier owner has let go of all of it; that takes a second round, which Kafka begins
 * by itself. A member that does not read a topic, as an earlier version of the rotator, leaves that topic's partition unread for
 * as long as it has the others of the same number: it is read later, and never by another instance.
 */
public final class LineageAssignor implements ConsumerPartitionAssignor {
    @Override
    public String name() {
        return "lineages";
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE);
    }

    @Override
    public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
        Map<String, Subscription> members = new TreeMap<>(group.groupSubscription());
        Map<Integer, String> targets = targets(count(cluster, members), members);
        Map<String, Assignment> assignments = new HashMap<>();
        members.forEach((member, subscription) -> {
            List<TopicPartition> partitions = new ArrayList<>();
            targets.forEach((number, target) -> {
                if (target.equals(member)) {
                    List<TopicPartition> all = partitionsOf(number, subscription, cluster);
                    if (!isHeldByOthers(number, member, members)) {
                        partitions.addAll(all);
                    } else if (owner(number, members).filter(member::equals).isPresent()) {
                        all.stream()
                                .filter(subscription.ownedPartitions()::contains)
                                .forEach(partitions::add);
                    }
                }
            });
            assignments.put(member, new Assignment(partitions));
        });
        return new GroupAssignment(assignments);
    }

    /** Who is to have each number in the end. */
    private static Map<Integer, String> targets(int count, Map<String, Subscription> members) {
        Map<String, List<Integer>> kept = new TreeMap<>();
        members.keySet().forEach(member -> kept.put(member, new ArrayList<>()));
        List<Integer> free = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            owner(number, members).map(kept::get).orElse(free).add(number);
        }
        int least = count / members.size();
        int withOneMore = count % members.size();
        for (List<Integer> numbers : kept.values().stream()
                .sorted(comparing(List<Integer>::size).reversed())
                .toList()) {
            int most = withOneMore > 0 && numbers.size() > least ? least + 1 : least;
            withOneMore -= most - least;
            while (numbers.size() > most) {
                free.add(numbers.remove(numbers.size() - 1));
            }
        }
        for (int number : free) {
            kept.values().stream().min(comparingInt(List::size)).orElseThrow().add(number);
        }
        Map<Integer, String> targets = new TreeMap<>();
        kept.forEach((member, numbers) -> numbers.forEach(number -> targets.put(number, member)));
        return targets;
    }

    /** Who was expelled and does not know yet claims its partitions too, from an earlier generation. */
    private static Optional<String> owner(int number, Map<String, Subscription> members) {
        return members.entrySet().stream()
                .filter(member -> has(number, member.getValue()))
                .max(comparingInt(member -> member.getValue().generationId().orElse(-1)))
                .map(Map.Entry::getKey);
    }

    private static boolean isHeldByOthers(int number, String than, Map<String, Subscription> members) {
        return members.entrySet().stream()
                .anyMatch(member -> !member.getKey().equals(than) && has(number, member.getValue()));
    }

    private static boolean has(int number, Subscription member) {
        return member.ownedPartitions().stream().anyMatch(partition -> partition.partition() == number);
    }

    private static List<TopicPartition> partitionsOf(int number, Subscription member, Cluster cluster) {
        return member.topics().stream()
                .filter(topic -> partitionsOf(topic, cluster) > number)
                .map(topic -> new TopicPartition(topic, number))
                .toList();
    }

    private static int count(Cluster cluster, Map<String, Subscription> members) {
        Set<String> topics = new HashSet<>();
        members.values().forEach(member -> topics.addAll(member.topics()));
        return topics.stream()
                .mapToInt(topic -> partitionsOf(topic, cluster))
                .max()
                .orElse(0);
    }

    /** None where the topic is missing. */
    private static int partitionsOf(String topic, Cluster cluster) {
        Integer count = cluster.partitionCountForTopic(topic);
        return count == null ? 0 : count;
    }
}
