package dev.patrol.simulator.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * An entry of the audit log.
 *
 * @param id begins with the reversed time, so that the text order is newest first
 * @param visibleAt from when on a query finds it
 * @param body the entry as it is answered
 */
public record AuditEntry(String id, Instant timestamp, Instant visibleAt, ObjectNode body) {}
