/** Creates the topics of the contract, and never changes one that is there. */
package dev.patrol.cli.topics;
