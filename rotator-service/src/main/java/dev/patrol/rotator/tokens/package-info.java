/** Azure DevOps as the rotator uses it: few calls, repeated where repeating is safe, failures put in words. */
package dev.patrol.rotator.tokens;
