package dev.patrol.model;

/** How much it matters, from "know about it" to "act now". */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
