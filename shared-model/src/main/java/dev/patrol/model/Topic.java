package dev.patrol.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Every topic of Patrol with the partitions and settings it is created with. Topics that are keyed by secret name share
 * their partition count, so that one token's events and commands are always in the same partition number.
 */
public enum Topic {
    TOKENS(Names.TOKENS, Topic.SHARED_PARTITIONS, Retention.latestPerKey()),
    TOKEN_EXPIRING(Names.TOKEN_EXPIRING, Topic.SHARED_PARTITIONS, Retention.of(Duration.ofDays(30))),
    TOKEN_ROTATED(Names.TOKEN_ROTATED, Topic.SHARED_PARTITIONS, Retention.of(Duration.ofDays(90))),
    TOKEN_REVOKED(Names.TOKEN_REVOKED, Topic.SHARED_PARTITIONS, Retention.of(Duration.ofDays(90))),
    ROTATION_FAILED(Names.ROTATION_FAILED, Topic.SHARED_PARTITIONS, Retention.of(Duration.ofDays(90))),
    TOKEN_COMPROMISED(Names.TOKEN_COMPROMISED, Topic.SHARED_PARTITIONS, Retention.of(Duration.ofDays(90))),
    TOKEN_UNUSED(Names.TOKEN_UNUSED, Topic.SHARED_PARTITIONS, Retention.of(Duration.ofDays(30))),
    POLICY_VIOLATED(Names.POLICY_VIOLATED, Topic.SHARED_PARTITIONS, Retention.of(Duration.ofDays(90))),
    POLICY_FINDINGS(Names.POLICY_FINDINGS, 1, Retention.latestPerKey()),
    SIGN_IN_REQUIRED(Names.SIGN_IN_REQUIRED, 1, Retention.of(Duration.ofDays(90))),
    AUDIT_ENTRIES(Names.AUDIT_ENTRIES, Topic.SHARED_PARTITIONS, Retention.of(Duration.ofDays(90))),
    AUDIT_REPORT(Names.AUDIT_REPORT, 1, Retention.of(Duration.ofDays(90))),
    REVOKE_COMMANDS(Names.REVOKE_COMMANDS, Topic.SHARED_PARTITIONS, Retention.of(Duration.ofDays(7))),
    ROTATE_COMMANDS(Names.ROTATE_COMMANDS, Topic.SHARED_PARTITIONS, Retention.of(Duration.ofDays(7))),
    SCAN_COMMANDS(Names.SCAN_COMMANDS, 1, Retention.of(Duration.ofDays(1))),
    ROTATION_ACKNOWLEDGEMENTS(
            Names.ROTATION_ACKNOWLEDGEMENTS, Topic.SHARED_PARTITIONS, Retention.of(Duration.ofDays(30))),
    TOKEN_CREATED(Names.TOKEN_CREATED, Topic.SHARED_PARTITIONS, Retention.of(Duration.ofDays(90))),
    DECLARED_TOKENS(Names.DECLARED_TOKENS, Topic.SHARED_PARTITIONS, Retention.latestPerKey()),
    COMMAND_RESULTS(Names.COMMAND_RESULTS, Topic.SHARED_PARTITIONS, Retention.of(Duration.ofDays(90))),
    ROTATION_REQUESTS(Names.ROTATION_REQUESTS, Topic.SHARED_PARTITIONS, Retention.of(Duration.ofDays(7))),
    ROTATION_LEDGER(Names.ROTATION_LEDGER, Topic.SHARED_PARTITIONS, Retention.latestPerKey()),
    MAIL_OUTBOX(Names.MAIL_OUTBOX, 1, Retention.latestPerKeyFor(Duration.ofDays(120))),
    MAIL_UNDELIVERED(Names.MAIL_UNDELIVERED, 1, Retention.of(Duration.ofDays(90))),
    DEAD_LETTERS(Names.DEAD_LETTERS, 1, Retention.of(Duration.ofDays(90)));

    private static final int SHARED_PARTITIONS = 12;

    private final String topicName;
    private final int partitions;
    private final Map<String, String> config;

    Topic(String topicName, int partitions, Map<String, String> config) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.config = config;
    }

    public String topicName() {
        return topicName;
    }

    public int partitions() {
        return partitions;
    }

    /** Whether a record replaces earlier ones of its key, and one without value takes them away. */
    public boolean isCompacted() {
        return config.get("cleanup.policy").contains("compact");
    }

    /** Topic settings by Kafka's names; the replication is the cluster's affair. */
    public Map<String, String> config() {
        return config;
    }

    public static Optional<Topic> named(String topicName) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst();
    }

    /** The names as constants, for annotations. */
    public static final class Names {
        public static final String TOKENS = "patrol.tokens";
        public static final String TOKEN_EXPIRING = "patrol.token-expiring";
        public static final String TOKEN_ROTATED = "patrol.token-rotated";
        public static final String TOKEN_REVOKED = "patrol.token-revoked";
        public static final String ROTATION_FAILED = "patrol.rotation-failed";
        public static final String TOKEN_COMPROMISED = "patrol.token-compromised";
        public static final String TOKEN_UNUSED = "patrol.token-unused";
        public static final String POLICY_VIOLATED = "patrol.policy-violated";
        public static final String POLICY_FINDINGS = "patrol.policy-findings";
        public static final String SIGN_IN_REQUIRED = "patrol.sign-in-required";
        public static final String AUDIT_ENTRIES = "patrol.audit-entries";
        public static final String AUDIT_REPORT = "patrol.audit-report";
        public static final String REVOKE_COMMANDS = "patrol.revoke-commands";
        public static final String ROTATE_COMMANDS = "patrol.rotate-commands";
        public static final String SCAN_COMMANDS = "patrol.scan-commands";
        public static final String ROTATION_ACKNOWLEDGEMENTS = "patrol.rotation-acknowledgements";
        public static final String TOKEN_CREATED = "patrol.token-created";
        public static final String DECLARED_TOKENS = "patrol.declared-tokens";
        public static final String COMMAND_RESULTS = "patrol.command-results";
        public static final String ROTATION_REQUESTS = "patrol.rotation-requests";
        public static final String ROTATION_LEDGER = "patrol.rotation-ledger";
        public static final String MAIL_OUTBOX = "patrol.mail-outbox";
        public static final String MAIL_UNDELIVERED = "patrol.mail-undelivered";
        public static final String DEAD_LETTERS = "patrol.dead-letters";

        private Names() {}
    }

    private static final class Retention {
        static Map<String, String> of(Duration duration) {
            return Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(duration.toMillis()));
        }

        static Map<String, String> latestPerKey() {
            return Map.of("cleanup.policy", "compact");
        }

        static Map<String, String> latestPerKeyFor(Duration duration) {
            return Map.of("cleanup.policy", "compact,delete", "retention.ms", Long.toString(duration.toMillis()));
        }
    }
}
