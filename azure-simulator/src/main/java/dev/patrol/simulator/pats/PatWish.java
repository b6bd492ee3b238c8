package dev.patrol.simulator.pats;

import java.time.Instant;
import java.util.Optional;

/** What a caller wants a token to be; what is empty is left to the service. */
public record PatWish(
        Optional<String> displayName, Optional<String> scope, Optional<Instant> validTo, Optional<Boolean> allOrgs) {}
