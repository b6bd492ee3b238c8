/** The topics whose events are mailed. */
package dev.patrol.notifier.events;
