/** How fast the detector reads, what it needs, and how long a stolen token lives. */
package dev.patrol.benchmarks.detection;
