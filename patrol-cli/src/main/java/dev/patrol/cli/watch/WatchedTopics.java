package dev.patrol.cli.watch;

import dev.patrol.cli.CallFailed;
import dev.patrol.model.MessageType;
import dev.patrol.model.Topic;
import dev.patrol.service.text.Glob;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which topics have to be read for the types that are asked for. */
final class WatchedTopics {
    private static final String NAMESPACE = "dev.patrol.";
    private static final Set<Topic> NO_NEWS = EnumSet.of(
            Topic.TOKENS,
            Topic.AUDIT_ENTRIES,
            Topic.POLICY_FINDINGS,
            Topic.ROTATION_LEDGER,
            Topic.ROTATION_REQUESTS,
            Topic.MAIL_OUTBOX);

    private WatchedTopics() {}

    /** @throws CallFailed where there is no such type */
    static Set<Topic> of(List<Glob> types) {
        if (types.isEmpty()) {
            return EnumSet.complementOf(EnumSet.copyOf(NO_NEWS));
        }
        Set<Topic> topics = Arrays.stream(MessageType.values())
                .filter(type -> isWanted(name(type), types))
                .map(MessageType::topic)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Topic.class)));
        if (topics.isEmpty()) {
            throw CallFailed.wrongCall("No type fits --type. There are: "
                    + Arrays.stream(MessageType.values())
                            .map(WatchedTopics::name)
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        topics.add(Topic.DEAD_LETTERS);
        return topics;
    }

    private static boolean isWanted(String name, List<Glob> types) {
        return types.stream().anyMatch(glob -> glob.matches(name) || glob.matches(name.replaceFirst("\\.v\\d+$", "")));
    }

    private static String name(MessageType type) {
        return type.typeName().substring(NAMESPACE.length());
    }
}
