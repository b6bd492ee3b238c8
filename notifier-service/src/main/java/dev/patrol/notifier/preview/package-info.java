/**
 * Every mail with sample events: to look at, and to see whether templates of one's own hold. Nothing of the service runs
 * for it.
 */
package dev.patrol.notifier.preview;
