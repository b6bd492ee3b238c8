/** The services' settings, from the environment, and mapped as the services map them. */
package dev.patrol.cli.settings;
