package dev.patrol.cli.check.kafka;

import dev.patrol.cli.check.Findings;
import dev.patrol.cli.fault.Causes;
import dev.patrol.cli.kafka.Calls;
import dev.patrol.cli.kafka.TopicsLook;
import dev.patrol.model.Topic;
import dev.patrol.model.topics.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;

/** Whether the user that Kafka sees here may do what the services do. */
final class RightsLook {
    private final List<String> missing;
    private final boolean told;
    private final Set<Service> services;

    private RightsLook(List<String> missing, boolean told, Set<Service> services) {
        this.missing = missing;
        this.told = told;
        this.services = services;
    }

    static RightsLook at(Admin admin, Calls calls, Set<Service> services, TopicsLook topics) {
        List<String> missing = new ArrayList<>();
        boolean told = true;
        for (Topic topic : topics.seen()) {
            Optional<Set<AclOperation>> allowed = topics.allowedOn(topic);
            told &= allowed.isPresent();
            lacks(allowed, AclOperation.READ, services, topic, Service::reads).ifPresent(missing::add);
            lacks(allowed, AclOperation.WRITE, services, topic, Service::writes).ifPresent(missing::add);
        }
        services.stream()
                .flatMap(service -> service.groups().stream())
                .sorted()
                .filter(group -> mayNotRead(admin, calls, group))
                .forEach(group -> missing.add("READ on the group " + group));
        return new RightsLook(missing, told, services);
    }

    private static Optional<String> lacks(
            Optional<Set<AclOperation>> allowed,
            AclOperation operation,
            Set<Service> services,
            Topic topic,
            Function<Service, Set<Topic>> uses) {
        String who = services.stream()
                .filter(service -> uses.apply(service).contains(topic))
                .map(Service::word)
                .collect(Collectors.joining(", "));
        boolean lacking = !who.isEmpty()
                && allowed.filter(operations -> !operations.contains(operation)).isPresent();
        return lacking ? Optional.of(operation + " on " + topic.topicName() + " (" + who + ")") : Optional.empty();
    }

    /** A group that nobody has joined yet may not be there; then nothing is known, and nothing is said. */
    private static boolean mayNotRead(Admin admin, Calls calls, String group) {
        try {
            Set<AclOperation> allowed = calls.await(admin.describeConsumerGroups(
                                    List.of(group),
                                    new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                            .describedGroups()
                            .get(group))
                    .authorizedOperations();
            return allowed != null && !allowed.contains(AclOperation.READ);
        } catch (ExecutionException e) {
            return Causes.find(e, GroupAuthorizationException.class).isPresent();
        }
    }

    void tell(String what, Findings findings) {
        String who = Arrays.stream(Service.values())
                .filter(services::contains)
                .map(Service::word)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            findings.notOk(
                    what,
                    "This user lacks " + String.join("; ", missing)
                            + ". Grant them with kafka-acls.sh; where each service has a user of its own, check each with"
                            + " --service.");
        } else if (told) {
            findings.ok(what, "to read and write what is needed by " + who);
        } else {
            findings.ok(
                    what, "the brokers do not tell who may do what; that the topics can be seen is all that is known");
        }
    }
}
