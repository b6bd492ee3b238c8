package dev.patrol.audit.reading;

import dev.patrol.model.PolicyViolated;
import java.time.Instant;

/** An entry of the audit log by which less of the log will be seen, and what is told of it. */
record Warning(String entryId, Instant timestamp, PolicyViolated told) {}
