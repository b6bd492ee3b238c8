/**
 * What an operator types: {@code ./patrol login}, {@code ./patrol check}. A plain program, so that it starts at once; its
 * settings are those of the services. Each subcommand has a package of its own, and {@link dev.patrol.cli.PatrolCli} lists
 * them.
 */
package dev.patrol.cli;
