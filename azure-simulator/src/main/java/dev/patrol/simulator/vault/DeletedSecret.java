package dev.patrol.simulator.vault;

import java.time.Instant;

/** A deleted secret that can be recovered until it is purged. */
public record DeletedSecret(String name, SecretVersion latest, Instant deleted, Instant scheduledPurge) {}
