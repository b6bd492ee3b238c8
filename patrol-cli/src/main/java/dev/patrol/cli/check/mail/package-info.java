/** Greets the SMTP server and logs in. Sends no mail. */
package dev.patrol.cli.check.mail;
