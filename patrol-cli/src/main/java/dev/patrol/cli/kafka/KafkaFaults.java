package dev.patrol.cli.kafka;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.fault.Causes;
import dev.patrol.model.Topic;
import dev.patrol.service.settings.KafkaLogin;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says in one sentence, with its remedy, why a topic could not be read or written. */
final class KafkaFaults {
    /** What is done with a topic, as Kafka's rights call it. */
    enum Access {
        READ("Read", "read"),
        WRITE("Write", "write to");

        private final String operation;
        private final String words;

        Access(String operation, String words) {
            this.operation = operation;
            this.words = words;
        }
    }

    private final Brokers brokers;

    KafkaFaults(Brokers brokers) {
        this.brokers = brokers;
    }

    CallFailed of(RuntimeException failure, Access access, Topic topic) {
        return CallFailed.because(sentence(failure, access, topic));
    }

    private String sentence(RuntimeException failure, Access access, Topic topic) {
        if (Causes.find(failure, TopicAuthorizationException.class).isPresent()) {
            return "This user may not " + access.words + " " + topic.topicName() + ". Grant it with: "
                    + TopicRemedies.granting(access.operation, topic);
        }
        if (Causes.find(failure, UnknownTopicOrPartitionException.class).isPresent()) {
            return "The topic " + topic.topicName() + " is missing, or this user may not see it. Create it with: "
                    + TopicRemedies.creating(topic);
        }
        Optional<String> login = KafkaLogin.sentenceOf(failure);
        if (login.isPresent()) {
            return login.get();
        }
        if (Causes.find(failure, ConfigException.class).isPresent()) {
            return Brokers.sentenceOfSettings(failure);
        }
        if (Causes.find(failure, AuthenticationException.class).isPresent()) {
            return brokers.sentenceOf(failure);
        }
        if (Causes.find(failure, RecordTooLargeException.class).isPresent()) {
            return "The record is larger than " + topic.topicName() + " takes. Ask for less at once, or raise"
                    + " max.message.bytes of the topic.";
        }
        if (Causes.find(failure, TimeoutException.class).isPresent()) {
            return "The brokers at " + brokers.servers() + " do not answer in time while " + topic.topicName()
                    + " is " + (access == Access.READ ? "read" : "written to")
                    + ". Look at the brokers; ./patrol check says more.";
        }
        return "The topic " + topic.topicName() + " can't be " + (access == Access.READ ? "read" : "written to") + " ("
                + failure.getClass().getSimpleName() + "). Run ./patrol check.";
    }
}
