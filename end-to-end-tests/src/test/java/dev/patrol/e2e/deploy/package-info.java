/** What is in the folder {@code deploy} for Kubernetes and Azure: valid, of one piece, and of the contract. */
package dev.patrol.e2e.deploy;
