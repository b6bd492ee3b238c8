/** Creates the topics of the contract, and changes one that is there only where that is asked for. */
package dev.patrol.cli.topics;
