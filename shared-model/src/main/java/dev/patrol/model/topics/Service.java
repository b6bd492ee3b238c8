package dev.patrol.model.topics;

import dev.patrol.model.Topic;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The services, with the topics that each reads and writes, and the consumer groups in which each is as long as it runs. */
public enum Service {
    SCANNER(
            Set.of("scanner"),
            EnumSet.of(
                    Topic.TOKENS,
                    Topic.DECLARED_TOKENS,
                    Topic.SCAN_COMMANDS,
                    Topic.POLICY_FINDINGS,
                    Topic.AUDIT_ENTRIES),
            EnumSet.of(
                    Topic.TOKENS,
                    Topic.TOKEN_EXPIRING,
                    Topic.POLICY_VIOLATED,
                    Topic.POLICY_FINDINGS,
                    Topic.SIGN_IN_REQUIRED,
                    Topic.SCAN_COMMANDS,
                    Topic.COMMAND_RESULTS,
                    Topic.DEAD_LETTERS)),
    ROTATOR(
            Set.of("rotator", "rotator-urgent", "rotator-revoke-commands", "rotator-rotate-commands"),
            EnumSet.of(
                    Topic.TOKENS,
                    Topic.TOKEN_EXPIRING,
                    Topic.TOKEN_COMPROMISED,
                    Topic.TOKEN_UNUSED,
                    Topic.POLICY_VIOLATED,
                    Topic.REVOKE_COMMANDS,
                    Topic.ROTATE_COMMANDS,
                    Topic.DECLARED_TOKENS,
                    // What a break-glass and a restore look up.
                    Topic.COMMAND_RESULTS,
                    Topic.TOKEN_REVOKED,
                    Topic.ROTATION_ACKNOWLEDGEMENTS,
                    Topic.ROTATION_REQUESTS,
                    Topic.ROTATION_LEDGER),
            EnumSet.of(
                    Topic.TOKEN_ROTATED,
                    Topic.TOKEN_REVOKED,
                    Topic.ROTATION_FAILED,
                    Topic.POLICY_VIOLATED,
                    Topic.SIGN_IN_REQUIRED,
                    Topic.TOKEN_CREATED,
                    Topic.DECLARED_TOKENS,
                    Topic.COMMAND_RESULTS,
                    // Those that are in another partition than their lineage's.
                    Topic.ROTATION_ACKNOWLEDGEMENTS,
                    Topic.ROTATION_REQUESTS,
                    Topic.ROTATION_LEDGER,
                    Topic.DEAD_LETTERS)),
    AUDIT(
            Set.of("patrol-audit-pollers", "patrol-detector"),
            EnumSet.of(
                    Topic.TOKENS,
                    Topic.TOKEN_ROTATED,
                    Topic.TOKEN_REVOKED,
                    Topic.ROTATION_FAILED,
                    Topic.TOKEN_COMPROMISED,
                    Topic.TOKEN_UNUSED,
                    Topic.POLICY_VIOLATED,
                    Topic.AUDIT_ENTRIES,
                    Topic.AUDIT_REPORT),
            EnumSet.of(
                    Topic.TOKEN_COMPROMISED,
                    Topic.TOKEN_UNUSED,
                    Topic.POLICY_VIOLATED,
                    Topic.SIGN_IN_REQUIRED,
                    Topic.AUDIT_ENTRIES,
                    Topic.AUDIT_REPORT,
                    Topic.COMMAND_RESULTS,
                    Topic.DEAD_LETTERS)),
    NOTIFIER(
            Set.of("notifier"),
            EnumSet.of(
                    Topic.TOKEN_EXPIRING,
                    Topic.TOKEN_ROTATED,
                    Topic.TOKEN_REVOKED,
                    Topic.ROTATION_FAILED,
                    Topic.TOKEN_COMPROMISED,
                    Topic.TOKEN_UNUSED,
                    Topic.POLICY_VIOLATED,
                    Topic.SIGN_IN_REQUIRED,
                    Topic.AUDIT_REPORT,
                    Topic.TOKEN_CREATED,
                    Topic.COMMAND_RESULTS,
                    Topic.ROTATION_ACKNOWLEDGEMENTS,
                    Topic.MAIL_OUTBOX,
                    Topic.MAIL_UNDELIVERED),
            EnumSet.of(Topic.MAIL_OUTBOX, Topic.MAIL_UNDELIVERED, Topic.DEAD_LETTERS));

    private final Set<String> groups;
    private final Set<Topic> reads;
    private final Set<Topic> writes;

    Service(Set<String> groups, Set<Topic> reads, Set<Topic> writes) {
        this.groups = groups;
        this.reads = Set.copyOf(reads);
        this.writes = Set.copyOf(writes);
    }

    /** Empty where there is none of that name. */
    public static Optional<Service> named(String word) {
        return Arrays.stream(values())
                .filter(service -> service.word().equals(word))
                .findFirst();
    }

    /** As it is called in settings, rights and everywhere else. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Set<String> groups() {
        return groups;
    }

    public Set<Topic> reads() {
        return reads;
    }

    public Set<Topic> writes() {
        return writes;
    }

    /** Whether it lists, creates or revokes tokens. */
    public boolean managesTokens() {
        return this == SCANNER || this == ROTATOR;
    }

    public boolean reachesAzureDevOps() {
        return this != NOTIFIER;
    }
}
