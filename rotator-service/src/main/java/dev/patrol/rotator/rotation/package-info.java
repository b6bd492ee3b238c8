/** Rotations as they run: what is due is read, what the saga decides is done, what happened is announced. */
package dev.patrol.rotator.rotation;
