/**
 * Azure DevOps (tokens, administration, audit, graph), Key Vault (secrets) and the identity services, in memory and in
 * process, for tests and for a machine without Azure. {@link dev.patrol.simulator.AzureSimulator} starts them; clients
 * talk to them over HTTP only. Each package holds one of the simulated services, its state apart from its HTTP;
 * {@code faults} and {@code control} make things go wrong on purpose.
 */
package dev.patrol.simulator;
