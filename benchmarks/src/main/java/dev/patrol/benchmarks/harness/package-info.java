/** What every benchmark needs: surroundings, service processes, statistics, a table, the machine in words. */
package dev.patrol.benchmarks.harness;
