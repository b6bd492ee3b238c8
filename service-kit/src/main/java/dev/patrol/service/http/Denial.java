package dev.patrol.service.http;

import dev.patrol.model.Severity;

/**
 * Why a request is not let through.
 *
 * @param code stable word for programs
 * @param reason what was wrong with it, as the end of the sentence "Somebody asked ..."
 * @param remedy what a person can do
 */
record Denial(Severity severity, String code, String reason, String remedy) {}
