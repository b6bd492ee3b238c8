package dev.patrol.audit.entry;

import dev.patrol.azuredevops.AuditLogEntry;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is told of an entry that says that an audit stream was disabled, by which a SIEM no longer sees the log (MITRE ATT&amp;CK
 * T1562.008). The actions and the names {@code displayName} and {@code consumerType} are of azure-devops-docs, auditing
 * events list.
 */
public final class StoppedStreams {
    private static final String BY_USER = "auditlog.streamdisabledbyuser";
    private static final String BY_SYSTEM = "auditlog.streamdisabledbysystem";

    private StoppedStreams() {}

    /**
     * The finding, which is the same whenever the log shows the entry.
     *
     * @param time when it happened
     * @return empty for any other entry
     */
    public static Optional<PolicyViolated> in(String organization, AuditLogEntry entry, Instant time) {
        String action = entry.actionId() == null ? "" : entry.actionId().toLowerCase(Locale.ROOT);
        if (action.equals(BY_USER)) {
            return Optional.of(
                    finding(
                            organization,
                            streamOf(entry) + " was disabled by " + actorOf(entry) + " at " + time + ".",
                            "Ask whether that was meant. If it was not, take the account for compromised: end its sessions and"
                                    + " revoke its tokens. Enable the stream again (Organization settings, Auditing, Streams)."));
        }
        return action.equals(BY_SYSTEM)
                ? Optional.of(finding(
                        organization,
                        streamOf(entry) + " was disabled by Azure DevOps itself at " + time + ".",
                        "See why its target does not take events (Organization settings, Auditing, Streams), mend that, and"
                                + " enable the stream again."))
                : Optional.empty();
    }

    private static PolicyViolated finding(String organization, String found, String remedy) {
        return new PolicyViolated(
                organization.toLowerCase(Locale.ROOT),
                null,
                "audit-stream-enabled",
                Severity.HIGH,
                found,
                "Audit streams that stay enabled, so that others than Patrol see the log too.",
                remedy);
    }

    private static String streamOf(AuditLogEntry entry) {
        String name = textIn(entry.data(), "displayname")
                .map(text -> " \"" + text + "\"")
                .orElse("");
        String kind =
                textIn(entry.data(), "consumertype").map(text -> " to " + text).orElse("");
        return name.isEmpty() && kind.isEmpty()
                ? "An audit stream that the log does not name"
                : "The audit stream" + name + kind;
    }

    private static String actorOf(AuditLogEntry entry) {
        return Stream.of(entry.actorUPN(), entry.actorDisplayName(), entry.actorUserId())
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .map(Cleaning::text)
                .orElse("somebody whom the log does not name");
    }

    private static Optional<String> textIn(Map<String, ?> data, String nameInLowerCase) {
        return data.entrySet().stream()
                .filter(field -> field.getKey().toLowerCase(Locale.ROOT).equals(nameInLowerCase))
                .map(Map.Entry::getValue)
                .filter(value -> value instanceof String text && !text.isBlank())
                .map(value -> Cleaning.text((String) value))
                .findFirst();
    }
}
