/** The images of Patrol, run by a container engine. */
package dev.patrol.e2e.containers;
