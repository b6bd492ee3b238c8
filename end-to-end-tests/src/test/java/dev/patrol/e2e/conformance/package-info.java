/**
 * Whether client, services and simulator speak as Microsoft's OpenAPI documents say: a proxy between them checks every
 * request and every answer, and each deviation must be one that is explained in {@code deviations.json}.
 */
package dev.patrol.e2e.conformance;
