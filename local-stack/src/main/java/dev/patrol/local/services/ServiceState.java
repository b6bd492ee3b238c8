package dev.patrol.local.services;

/** How a service is. */
public enum ServiceState {
    /** It runs, and does not say yet that it is ready. */
    STARTING,
    READY,
    DEAD
}
