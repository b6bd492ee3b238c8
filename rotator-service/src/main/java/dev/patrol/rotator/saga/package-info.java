/**
 * The life of one rotation as a state machine: {@link dev.patrol.rotator.saga.RotationSaga} tells from a state and the
 * outcome of the last action what to do next. Nothing in here does anything, or knows the time.
 */
package dev.patrol.rotator.saga;
