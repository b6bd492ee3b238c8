/** Telling programs and channels of Microsoft Teams by HTTP. */
package dev.patrol.notifier.webhook;
