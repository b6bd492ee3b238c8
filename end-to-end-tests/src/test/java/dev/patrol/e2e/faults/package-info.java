/**
 * The fault matrix: a rotator as a process of its own that is killed, starved and lied to at every moment that matters, and
 * the invariants of a rotation checked from outside, whatever happened.
 */
package dev.patrol.e2e.faults;
