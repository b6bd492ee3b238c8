package dev.patrol.model;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Every CloudEvents type of Patrol: its name ({@code ce_type}), its topic and the record that carries its data. */
public enum MessageType {
    TOKEN_OBSERVED("token.observed.v1", Topic.TOKENS, TokenObserved.class),
    TOKEN_EXPIRING("token.expiring.v1", Topic.TOKEN_EXPIRING, TokenExpiring.class),
    TOKEN_ROTATED("token.rotated.v1", Topic.TOKEN_ROTATED, TokenRotated.class),
    TOKEN_REVOKED("token.revoked.v1", Topic.TOKEN_REVOKED, TokenRevoked.class),
    ROTATION_FAILED("rotation.failed.v1", Topic.ROTATION_FAILED, RotationFailed.class),
    TOKEN_COMPROMISED("token.compromised.v1", Topic.TOKEN_COMPROMISED, TokenCompromised.class),
    TOKEN_UNUSED("token.unused.v1", Topic.TOKEN_UNUSED, TokenUnused.class),
    POLICY_VIOLATED("policy.violated.v1", Topic.POLICY_VIOLATED, PolicyViolated.class),
    POLICY_MENDED("policy.mended.v1", Topic.POLICY_VIOLATED, PolicyMended.class),
    SIGN_IN_REQUIRED("sign-in.required.v1", Topic.SIGN_IN_REQUIRED, SignInRequired.class),
    AUDIT_ENTRY("audit.entry.v1", Topic.AUDIT_ENTRIES, AuditEntry.class),
    AUDIT_REPORT("audit.report.v1", Topic.AUDIT_REPORT, AuditReport.class),
    MAIL_UNDELIVERED("mail.undelivered.v1", Topic.MAIL_UNDELIVERED, MailUndelivered.class),
    TOKEN_CREATED("token.created.v1", Topic.TOKEN_CREATED, TokenCreated.class),
    TOKEN_DECLARED("token.declared.v1", Topic.DECLARED_TOKENS, TokenDeclared.class),
    COMMAND_REFUSED("command.refused.v1", Topic.COMMAND_RESULTS, CommandRefused.class),
    COMMAND_COMPLETED("command.completed.v1", Topic.COMMAND_RESULTS, CommandCompleted.class),
    BREAK_GLASS_PROGRESSED("break-glass.progressed.v1", Topic.COMMAND_RESULTS, BreakGlassProgressed.class),
    BREAK_GLASS_ENDED("break-glass.ended.v1", Topic.COMMAND_RESULTS, BreakGlassEnded.class),
    ROTATION_REQUESTED("rotation.requested.v1", Topic.ROTATION_REQUESTS, RotationRequested.class),
    ROTATION_ACKNOWLEDGED("rotation.acknowledged.v1", Topic.ROTATION_ACKNOWLEDGEMENTS, RotationAcknowledged.class),
    REVOKE_TOKEN("command.revoke-token.v1", Topic.REVOKE_COMMANDS, RevokeToken.class),
    REVOKE_ALL("command.revoke-all.v1", Topic.REVOKE_COMMANDS, RevokeAll.class),
    ROTATE_TOKEN("command.rotate-token.v1", Topic.ROTATE_COMMANDS, RotateToken.class),
    CREATE_TOKEN("command.create-token.v1", Topic.ROTATE_COMMANDS, CreateToken.class),
    DECLARE_TOKEN("command.declare-token.v1", Topic.ROTATE_COMMANDS, DeclareToken.class),
    RESTORE("command.restore.v1", Topic.ROTATE_COMMANDS, Restore.class),
    SCAN("command.scan.v1", Topic.SCAN_COMMANDS, Scan.class);

    private static final String NAMESPACE = "dev.patrol.";

    private static final Map<String, MessageType> BY_NAME =
            Arrays.stream(values()).collect(toUnmodifiableMap(MessageType::typeName, identity()));
    private static final Map<Class<? extends Payload>, MessageType> BY_RECORD =
            Arrays.stream(values()).collect(toUnmodifiableMap(MessageType::payloadType, identity()));

    private final String typeName;
    private final Topic topic;
    private final Class<? extends Payload> payloadType;

    MessageType(String name, Topic topic, Class<? extends Payload> payloadType) {
        this.typeName = NAMESPACE + name;
        this.topic = topic;
        this.payloadType = payloadType;
    }

    /** The CloudEvents type, for example {@code dev.patrol.token.expiring.v1}. */
    public String typeName() {
        return typeName;
    }

    public Topic topic() {
        return topic;
    }

    public Class<? extends Payload> payloadType() {
        return payloadType;
    }

    /** Class path resource of the JSON Schema of this type's data. */
    public String schemaResource() {
        return "schemas/" + typeName + ".json";
    }

    public static MessageType of(Payload payload) {
        return BY_RECORD.get(payload.getClass());
    }

    public static Optional<MessageType> named(String typeName) {
        return Optional.ofNullable(BY_NAME.get(typeName));
    }
}
