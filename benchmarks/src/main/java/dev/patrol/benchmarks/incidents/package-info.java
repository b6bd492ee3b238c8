/** How fast tokens die when a command says so. */
package dev.patrol.benchmarks.incidents;
