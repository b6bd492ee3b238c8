/** The services as child processes. */
package dev.patrol.local.services;
