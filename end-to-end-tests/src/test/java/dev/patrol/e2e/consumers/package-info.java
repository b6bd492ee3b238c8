/** The examples for dependents in {@code docs/consumers}: run where they can be run here, else held against what is documented. */
package dev.patrol.e2e.consumers;
