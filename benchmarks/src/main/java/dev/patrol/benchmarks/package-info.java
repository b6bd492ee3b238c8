/** Figures of the packaged services, measured side by side in one run and printed as ratios. No part of the tests. */
package dev.patrol.benchmarks;
