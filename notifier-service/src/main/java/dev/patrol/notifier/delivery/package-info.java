/** From a mail to the SMTP server's "250 OK": to whom, how patiently, once. */
package dev.patrol.notifier.delivery;
