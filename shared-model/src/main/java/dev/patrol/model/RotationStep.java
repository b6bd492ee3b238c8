package dev.patrol.model;

/** The steps of a rotation, in order; a failure names the one it could not take. */
public enum RotationStep {
    PLAN,
    CREATE,
    STORE,
    VERIFY,
    REVOKE
}
