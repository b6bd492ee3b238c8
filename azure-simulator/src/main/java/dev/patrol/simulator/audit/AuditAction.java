package dev.patrol.simulator.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The auditable actions that the simulator lists; an injected entry may have any other. */
public enum AuditAction {
    PAT_CREATED("Token.PatCreateEvent", "Token", "create", "Personal Access Token \"%s\" was created."),
    PAT_UPDATED("Token.PatUpdateEvent", "Token", "modify", "Personal Access Token \"%s\" was updated."),
    PAT_REVOKED("Token.PatRevokeEvent", "Token", "remove", "Personal Access Token \"%s\" was revoked."),
    PAT_EXPIRED("Token.PatExpiredEvent", "Token", "modify", "Personal Access Token \"%s\" expired."),
    PAT_SYSTEM_REVOKED(
            "Token.PatSystemRevokeEvent", "Token", "remove", "Personal Access Token \"%s\" was revoked by the system."),
    PAT_DISCOVERED(
            "Token.PatPublicDiscoveryEvent",
            "Token",
            "access",
            "Personal Access Token \"%s\" was discovered in a public repository."),
    SSH_CREATED("Token.SshCreateEvent", "Token", "create", "SSH Key \"%s\" was created."),
    SSH_UPDATED("Token.SshUpdateEvent", "Token", "modify", "SSH Key \"%s\" was updated."),
    SSH_REVOKED("Token.SshRevokeEvent", "Token", "remove", "SSH Key \"%s\" was revoked."),
    LOG_READ("AuditLog.AccessLog", "Auditing", "access", "Accessed the audit log"),
    MEMBER_ADDED("Group.UpdateGroupMembership.Add", "Security", "modify", "%s"),
    PERMISSION_CHANGED("Security.ModifyPermission", "Security", "modify", "%s"),
    PROJECT_CREATED("Project.CreateCompleted", "Project", "create", "%s"),
    POLICIES_BYPASSED("Git.RefUpdatePoliciesBypassed", "Git", "modify", "%s"),
    PIPELINE_CHANGED("Pipelines.PipelineModified", "Pipelines", "modify", "%s");

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

    /** The sentence of an entry about something of a name. */
    public String details(String name) {
        return template.replace("%s", name);
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
