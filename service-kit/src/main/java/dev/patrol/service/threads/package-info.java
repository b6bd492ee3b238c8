/** Threads for work that waits. */
package dev.patrol.service.threads;
