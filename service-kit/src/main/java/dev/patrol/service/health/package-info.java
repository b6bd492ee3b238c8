/**
 * What {@code /q/health} says in every service. Liveness is about what only a restart mends, and never about Kafka or Azure;
 * readiness is about those.
 */
package dev.patrol.service.health;
