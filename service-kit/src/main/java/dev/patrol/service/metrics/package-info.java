/** How the services count what they do. What there is to see: {@code docs/metrics.md}. */
package dev.patrol.service.metrics;
