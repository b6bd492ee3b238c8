package dev.patrol.audit.entry;

import dev.patrol.audit.inventory.Lineages;
import dev.patrol.azuredevops.AuditLogEntry;
import dev.patrol.model.AuditEntry;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/** From an entry of the audit log to what Patrol tells of it. */
public final class TokenEntries {
    private TokenEntries() {}

    /** Id under which an entry is told; the same whenever the log shows the entry. */
    public static String idOf(AuditLogEntry entry) {
        return EntryId.of(entry);
    }

    /**
     * What is told of an entry: its fields as they are, but without token values and cut where they are huge. Fields that the
     * log leaves out stay out.
     *
     * @param timeOtherwise taken for its time where the entry itself has none
     * @return empty where the entry concerns no token
     */
    public static Optional<AuditEntry> of(
            String organization, AuditLogEntry entry, Instant timeOtherwise, Lineages lineages) {
        if (!TokenMention.concernsToken(entry)) {
            return Optional.empty();
        }
        String reference = TokenMention.referenceIn(entry);
        return Optional.of(new AuditEntry(
                organization.toLowerCase(Locale.ROOT),
                idOf(entry),
                timeOf(entry, timeOtherwise),
                entry.actionId() == null ? "" : Cleaning.text(entry.actionId()),
                reference,
                lineages.lineageOf(reference).orElse(null),
                Cleaning.text(entry.authenticationMechanism()),
                Cleaning.text(entry.area()),
                Cleaning.text(entry.category()),
                Cleaning.text(entry.actorUserId()),
                Cleaning.text(entry.actorUPN()),
                Cleaning.text(entry.actorDisplayName()),
                Cleaning.text(entry.ipAddress()),
                Cleaning.text(entry.userAgent()),
                Cleaning.text(entry.projectName()),
                Cleaning.text(entry.details()),
                Cleaning.data(entry.data())));
    }

    /**
     * When an entry happened.
     *
     * @param otherwise taken where it says so nowhere
     */
    public static Instant timeOf(AuditLogEntry entry, Instant otherwise) {
        return Optional.ofNullable(entry.timestamp())
                .map(OffsetDateTime::toInstant)
                .or(() -> Optional.ofNullable(entry.id()).flatMap(EntryId::timeIn))
                .orElse(otherwise);
    }
}
