package dev.patrol.audit.reading;

import dev.patrol.model.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/**
 * What a window of the audit log showed.
 *
 * @param entries those that concern a token and are not on the topic yet, in no order
 * @param warnings what is to be told of other entries, in no order
 * @param spokeAt the minutes in which there was an entry of any kind
 */
record Found(List<AuditEntry> entries, List<Warning> warnings, SortedSet<Instant> spokeAt) {}
