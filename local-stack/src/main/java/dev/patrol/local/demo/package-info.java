/** The simulated organization, what is expected of each of its tokens, and whether it came so. */
package dev.patrol.local.demo;
