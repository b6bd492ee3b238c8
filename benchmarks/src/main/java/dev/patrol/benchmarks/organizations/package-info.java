/** What many organizations cost. */
package dev.patrol.benchmarks.organizations;
