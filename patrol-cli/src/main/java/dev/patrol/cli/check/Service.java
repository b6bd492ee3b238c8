package dev.patrol.cli.check;

import dev.patrol.model.Topic;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.TypeConversionException;

/** The services, with what each needs. Its consumer group is called as it is. */
public enum Service {
    SCANNER(
            EnumSet.of(Topic.TOKENS, Topic.DECLARED_TOKENS, Topic.SCAN_COMMANDS),
            EnumSet.of(
                    Topic.TOKENS,
                    Topic.TOKEN_EXPIRING,
                    Topic.POLICY_VIOLATED,
                    Topic.SIGN_IN_REQUIRED,
                    Topic.SCAN_COMMANDS,
                    Topic.COMMAND_RESULTS,
                    Topic.DEAD_LETTERS)),
    ROTATOR(
            EnumSet.of(
                    Topic.TOKENS,
                    Topic.TOKEN_EXPIRING,
                    Topic.TOKEN_COMPROMISED,
                    Topic.TOKEN_UNUSED,
                    Topic.REVOKE_COMMANDS,
                    Topic.ROTATE_COMMANDS,
                    Topic.DECLARED_TOKENS,
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
                    Topic.ROTATION_REQUESTS,
                    Topic.ROTATION_LEDGER,
                    Topic.DEAD_LETTERS)),
    AUDIT(
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
                    Topic.SIGN_IN_REQUIRED,
                    Topic.AUDIT_ENTRIES,
                    Topic.AUDIT_REPORT,
                    Topic.COMMAND_RESULTS,
                    Topic.DEAD_LETTERS)),
    NOTIFIER(
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

    private final Set<Topic> reads;
    private final Set<Topic> writes;

    Service(Set<Topic> reads, Set<Topic> writes) {
        this.reads = reads;
        this.writes = writes;
    }

    /** @throws TypeConversionException where there is none of that name */
    public static Service named(String word) {
        return Arrays.stream(values())
                .filter(service -> service.word().equals(word.strip()))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "there is no service '" + word + "', but scanner, rotator, audit and notifier"));
    }

    /** Its name, and that of its consumer group. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
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
