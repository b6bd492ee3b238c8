/** What is to be seen of rotations and revocations from outside. */
package dev.patrol.rotator.metrics;
