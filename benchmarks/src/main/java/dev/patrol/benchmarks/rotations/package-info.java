/** How long the rotator takes for many due tokens, next to a bound and to a rule of thumb, and how much memory. */
package dev.patrol.benchmarks.rotations;
