/** What is wrong when something can't be reached, in words that are plainer than a library's. */
package dev.patrol.cli.fault;
