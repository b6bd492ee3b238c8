package dev.patrol.simulator.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The auditable actions that the simulator lists; an injected entry may have any other. */
public enum AuditAction {
    PAT_CREATED("Token.PatCreateEvent", "Token", "create", "Personal Access Token \"{DisplayName}\" was created."),
    PAT_UPDATED("Token.PatUpdateEvent", "Token", "modify", "Personal Access Token \"{DisplayName}\" was updated."),
    PAT_REVOKED("Token.PatRevokeEvent", "Token", "remove", "Personal Access Token \"{DisplayName}\" was revoked."),
    PAT_EXPIRED("Token.PatExpiredEvent", "Token", "modify", "Personal Access Token \"{DisplayName}\" expired."),
    PAT_SYSTEM_REVOKED(
            "Token.PatSystemRevokeEvent",
            "Token",
            "remove",
            "Personal Access Token \"{DisplayName}\" associated with user \"{OwnerName}\" was revoked by the system."),
    PAT_DISCOVERED(
            "Token.PatPublicDiscoveryEvent",
            "Token",
            "access",
            "Personal Access Token \"{DisplayName}\" associated with user \"{OwnerName}\" was discovered in a public repository."),
    SSH_CREATED("Token.SshCreateEvent", "Token", "create", "SSH Key \"{DisplayName}\" was created."),
    SSH_UPDATED("Token.SshUpdateEvent", "Token", "modify", "SSH Key \"{DisplayName}\" was updated."),
    SSH_REVOKED("Token.SshRevokeEvent", "Token", "remove", "SSH Key \"{DisplayName}\" was revoked."),
    LOG_READ("AuditLog.AccessLog", "Auditing", "access", "Accessed the audit log"),
    MEMBER_ADDED("Group.UpdateGroupMembership.Add", "Security", "modify", "{DisplayName}"),
    PERMISSION_CHANGED("Security.ModifyPermission", "Security", "modify", "{DisplayName}"),
    PROJECT_CREATED("Project.CreateCompleted", "Project", "create", "{DisplayName}"),
    POLICIES_BYPASSED("Git.RefUpdatePoliciesBypassed", "Git", "modify", "{DisplayName}"),
    PIPELINE_CHANGED("Pipelines.PipelineModified", "Pipelines", "modify", "{DisplayName}");

    private final String actionId;
    private final String area;
    private final String category;
    private final String template;

    AuditAction(String actionId, String area, String category, String template) {
        this.actionId = actionId;
        this.area = area;
        this.category = category;
        this.template = template;
    }

    public String actionId() {
        return actionId;
    }

    public String area() {
        return area;
    }

    public String category() {
        return category;
    }

    /** The sentence of an entry about somebody's token. */
    public String details(String displayName, String ownerName) {
        return template.replace("{OwnerName}", ownerName).replace("{DisplayName}", displayName);
    }

    public static Optional<AuditAction> of(String actionId) {
        return Arrays.stream(values())
                .filter(action -> action.actionId.equals(actionId))
                .findFirst();
    }

    public static List<AuditAction> inArea(Optional<String> area) {
        return Arrays.stream(values())
                .filter(action -> area.map(action.area::equalsIgnoreCase).orElse(true))
                .toList();
    }
}
