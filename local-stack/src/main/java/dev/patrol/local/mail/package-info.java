/** The inbox that all mail ends in. */
package dev.patrol.local.mail;
