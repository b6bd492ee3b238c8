package dev.patrol.service.health;

import org.eclipse.microprofile.health.HealthCheck;

/** A check that is always up: it stands among those of readiness for what it tells. */
public interface InformationCheck extends HealthCheck {}
