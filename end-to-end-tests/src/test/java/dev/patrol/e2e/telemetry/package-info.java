/** What the packaged services tell of their work: spans at a collector, and logs for programs. */
package dev.patrol.e2e.telemetry;
