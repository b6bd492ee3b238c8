/** What happens on the topics, as lines for people and as a record for the demo. */
package dev.patrol.local.events;
