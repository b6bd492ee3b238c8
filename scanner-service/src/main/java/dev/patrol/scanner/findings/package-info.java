/** What was found against policies and told: the topic that remembers it, and what has changed since. */
package dev.patrol.scanner.findings;
