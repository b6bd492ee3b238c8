package dev.patrol.cli.check.kafka;

import dev.patrol.cli.check.Findings;
import dev.patrol.cli.fault.Causes;
import dev.patrol.cli.kafka.Calls;
import dev.patrol.model.Topic;
import dev.patrol.model.topics.Service;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Whether the services run, as their consumer groups tell, and whether they keep up with what they read. */
final class GroupsLook {
    private static final String SERVICES = "services";

    /** How a group was found. */
    private enum Found {
        LIVE,
        /** Somebody was in it some days ago; what nobody joins for long the brokers forget. */
        LEFT,
        NOT_THERE,
        /** This user may not see it, or the brokers did not say. */
        HIDDEN
    }

    private final Map<Service, Map<String, Found>> groups;
    private final Map<Service, Optional<String>> backlogs;
    private final boolean wasStarted;

    private GroupsLook(
            Map<Service, Map<String, Found>> groups, Map<Service, Optional<String>> backlogs, boolean wasStarted) {
        this.groups = groups;
        this.backlogs = backlogs;
        this.wasStarted = wasStarted;
    }

    /** @param services those that should run; the others only tell whether Patrol was ever started here */
    static GroupsLook at(Admin admin, Calls calls, Set<Service> services, Backlog backlog) {
        Map<Service, Map<String, Found>> groups = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            Map<String, Found> found = new TreeMap<>();
            service.groups().forEach(group -> found.put(group, look(admin, calls, group)));
            groups.put(service, found);
        }
        Map<Service, Optional<String>> backlogs = new EnumMap<>(Service.class);
        services.forEach(service -> backlogs.put(service, backlog.of(service)));
        boolean wasStarted = groups.values().stream()
                        .flatMap(found -> found.values().stream())
                        .anyMatch(found -> found == Found.LIVE || found == Found.LEFT)
                || hasInventory(admin, calls);
        return new GroupsLook(groups, backlogs, wasStarted);
    }

    /** The first scan writes it. */
    private static boolean hasInventory(Admin admin, Calls calls) {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, Topic.TOKENS.partitions())
                .mapToObj(partition -> new TopicPartition(Topic.TOKENS.topicName(), partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        try {
            return calls.await(admin.listOffsets(ends).all()).values().stream().anyMatch(end -> end.offset() > 0);
        } catch (ExecutionException unknown) {
            return false;
        }
    }

    private static Found look(Admin admin, Calls calls, String group) {
        try {
            ConsumerGroupDescription seen = calls.await(admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group));
            if (!seen.members().isEmpty()) {
                return Found.LIVE;
            }
            return seen.groupState() == GroupState.DEAD ? Found.NOT_THERE : Found.LEFT;
        } catch (ExecutionException e) {
            return Causes.find(e, GroupIdNotFoundException.class).isPresent() ? Found.NOT_THERE : Found.HIDDEN;
        }
    }

    /** A line for each service; one for all where none was ever started, as when a check comes before the first start. */
    void tell(Findings findings) {
        if (wasStarted) {
            backlogs.forEach((service, backlog) -> tell(service, backlog, findings));
        } else {
            findings.notNeeded(SERVICES, "none was started here yet; later this says whether they run and keep up");
        }
    }

    private void tell(Service service, Optional<String> backlog, Findings findings) {
        Map<String, Found> found = groups.get(service);
        String empty = named(found, Set.of(Found.LEFT, Found.NOT_THERE));
        String hidden = named(found, Set.of(Found.HIDDEN));
        if (!found.containsValue(Found.LIVE) && hidden.isEmpty()) {
            findings.notOk(
                    service.word(),
                    "It does not run: nobody is in its group " + empty
                            + ". Start it, and look at its log. If it should not run, name those that should with --service.");
        } else if (!empty.isEmpty()) {
            findings.notOk(
                    service.word(),
                    "Nobody is in its group " + empty + ", so nobody works on what comes there. Look at its log, and"
                            + " start it anew.");
        } else if (backlog.isPresent()) {
            findings.notOk(
                    service.word(), "It lags: " + backlog.get() + ". Look at its log, and at its /q/health/ready.");
        } else if (!hidden.isEmpty()) {
            findings.notTried(service.word(), "This user may not see its group " + hidden + " (DESCRIBE).");
        } else {
            findings.ok(service.word(), "it runs, and keeps up");
        }
    }

    private static String named(Map<String, Found> groups, Set<Found> wanted) {
        return groups.entrySet().stream()
                .filter(group -> wanted.contains(group.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }
}
