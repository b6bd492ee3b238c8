package dev.patrol.cli.kafka;

import dev.patrol.model.Topic;
import java.util.Set;
import java.util.stream.Collectors;

/** Says which topics are not among what is shown. */
public final class LeftOut {
    private LeftOut() {}

    public static String sentence(Set<Topic> topics) {
        return "Not shown, since they are missing or this user may not read them: "
                + topics.stream().map(Topic::topicName).sorted().collect(Collectors.joining(", ")) + ".";
    }
}
