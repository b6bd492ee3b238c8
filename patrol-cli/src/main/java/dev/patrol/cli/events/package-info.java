/** Records of the topics, in words for people and as JSON for programs. */
package dev.patrol.cli.events;
