/** Which of the news of a token's expiry are news. */
package dev.patrol.notifier.cadence;
