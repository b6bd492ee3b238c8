/** Remembering within bounds. */
package dev.patrol.notifier.memory;
