package dev.patrol.rotator.rotation;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups as Kafka leads them: round after round, until nobody has to let go of anything. */
class LineageAssignorTest {
    private static final List<String> TOPICS = List.of("expiring", "acknowledgements");
    private static final int MOST_ROUNDS = 5;

    private final Map<String, Integer> counts = new TreeMap<>(Map.of("expiring", 12, "acknowledgements", 12));
    private final Map<String, Set<TopicPartition>> owned = new TreeMap<>();
    private final Map<String, Set<TopicPartition>> interrupted = new TreeMap<>();

    @ParameterizedTest(name = "{0} members: {1} to {2} each")
    @CsvSource({"1, 12, 12", "2, 6, 6", "3, 4, 4", "5, 2, 3", "12, 1, 1", "14, 0, 1"})
    void eachNumberIsWithOneMemberAndAllHaveAFairShare(int members, int least, int most) {
        // When
        IntStream.range(0, members).forEach(number -> join("member-" + number));

        // Then
        assertThat(numbers().values())
                .allSatisfy(numbers -> assertThat(numbers.size()).isBetween(least, most));
        assertEachNumberIsWithOne(12);
    }

    @Test
    void whoComesInterruptsOnlyWhatMoves() {
        // Given
        join("one");
        join("two");
        interrupted.clear();

        // When
        join("three");

        // Then
        assertThat(interrupted.values().stream()
                        .flatMap(Set::stream)
                        .map(TopicPartition::partition)
                        .collect(toSet()))
                .isEqualTo(numbers().get("three"));
        assertEachNumberIsWithOne(12);
    }

    @Test
    void whoGoesInterruptsNobodyElse() {
        // Given
        Stream.of("one", "two", "three").forEach(this::join);
        interrupted.clear();

        // When
        owned.remove("two");
        rebalance();

        // Then
        assertThat(interrupted).isEmpty();
        assertEachNumberIsWithOne(12);
    }

    @Test
    void whatMovesIsNobodysUntilItsOwnerHasLetGo() {
        // Given
        join("one");
        owned.put("two", Set.of());

        // When
        Map<String, List<TopicPartition>> round = round(Map.of());

        // Then
        assertThat(round.get("two")).isEmpty();
        assertThat(round.get("one")).hasSize(12);
    }

    @Test
    void whoWasExpelledAndDoesNotKnowKeepsNothingAndInterruptsNobody() {
        // Given
        join("one");
        owned.put("expelled", Set.copyOf(owned.get("one")));

        // When
        Map<String, List<TopicPartition>> round = round(Map.of("one", 7, "expelled", 6));

        // Then
        assertThat(round.get("expelled")).isEmpty();
        assertThat(round.get("one")).hasSize(12).allMatch(owned.get("one")::contains);
    }

    @Test
    void partitionsThatSomebodyAddsToOneTopicAreReadToo() {
        // Given
        join("one");
        join("two");
        interrupted.clear();

        // When
        counts.put("acknowledgements", 24);
        rebalance();

        // Then
        assertThat(interrupted).isEmpty();
        assertEachNumberIsWithOne(24);
    }

    @Test
    void whatAnEarlierVersionDoesNotReadIsReadByNobodyElse() {
        // Given
        join("one");

        // When
        Map<String, Subscription> members = new TreeMap<>();
        members.put("one", subscription(List.of("expiring"), owned.get("one"), 1));
        Map<String, List<TopicPartition>> round = assign(members);

        // Then
        assertThat(round.get("one"))
                .hasSize(12)
                .allMatch(partition -> partition.topic().equals("expiring"));
    }

    private void join(String member) {
        owned.put(member, Set.of());
        rebalance();
    }

    /** Kafka begins another round where somebody had to let go of something. */
    private void rebalance() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Map<String, List<TopicPartition>> assigned = round(Map.of());
            assertNobodyIsGivenWhatAnotherHolds(assigned);
            boolean revoked = false;
            for (Map.Entry<String, Set<TopicPartition>> member : owned.entrySet()) {
                Set<TopicPartition> lost = new HashSet<>(member.getValue());
                lost.removeAll(assigned.get(member.getKey()));
                if (!lost.isEmpty()) {
                    revoked = true;
                    interrupted
                            .computeIfAbsent(member.getKey(), name -> new HashSet<>())
                            .addAll(lost);
                }
                member.setValue(Set.copyOf(assigned.get(member.getKey())));
            }
            if (!revoked) {
                return;
            }
        }
        throw new AssertionError("No end in " + MOST_ROUNDS + " rounds");
    }

    private void assertNobodyIsGivenWhatAnotherHolds(Map<String, List<TopicPartition>> assigned) {
        assigned.forEach((member, partitions) -> owned.forEach((other, held) -> {
            if (!other.equals(member)) {
                assertThat(partitions).doesNotContainAnyElementsOf(held.isEmpty() ? Set.of(nothing()) : held);
            }
        }));
    }

    private static TopicPartition nothing() {
        return new TopicPartition("nothing", 0);
    }

    private Map<String, List<TopicPartition>> round(Map<String, Integer> generations) {
        return assign(owned.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        member -> subscription(
                                TOPICS, member.getValue(), generations.getOrDefault(member.getKey(), 1)))));
    }

    private Map<String, List<TopicPartition>> assign(Map<String, Subscription> members) {
        return new LineageAssignor()
                .assign(cluster(), new GroupSubscription(members)).groupAssignment().entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey, member -> member.getValue().partitions()));
    }

    private static Subscription subscription(List<String> topics, Collection<TopicPartition> owned, int generation) {
        return new Subscription(topics, null, List.copyOf(owned), generation, Optional.empty());
    }

    private Cluster cluster() {
        List<PartitionInfo> partitions = new ArrayList<>();
        counts.forEach((topic, count) -> IntStream.range(0, count)
                .forEach(number ->
                        partitions.add(new PartitionInfo(topic, number, Node.noNode(), new Node[0], new Node[0]))));
        return new Cluster("cluster", List.of(Node.noNode()), partitions, Set.of(), Set.of());
    }

    private Map<String, Set<Integer>> numbers() {
        return owned.entrySet().stream().collect(toMap(Map.Entry::getKey, member -> member.getValue().stream()
                .map(TopicPartition::partition)
                .collect(toSet())));
    }

    private void assertEachNumberIsWithOne(int count) {
        List<Integer> all =
                numbers().values().stream().flatMap(Set::stream).sorted().toList();
        assertThat(all)
                .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
        assertThat(owned.values().stream().mapToInt(Set::size).sum())
                .isEqualTo(counts.values().stream().mapToInt(Integer::intValue).sum());
    }
}
