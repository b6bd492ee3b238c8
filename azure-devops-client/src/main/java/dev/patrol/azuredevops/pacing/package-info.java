/**
 * The rate governor: when the next request may start, and whose it is.
 *
 * <p>{@link dev.patrol.azuredevops.pacing.Governors} has one {@link dev.patrol.azuredevops.pacing.Governor} for each
 * organization. What an answer says of the rate limit is a {@link dev.patrol.azuredevops.pacing.RateLimit}; a {@code Pace}
 * concludes from it when requests may start, without a clock and without waiting; the governor makes callers wait, urgent
 * ones first. Knows of headers, not of calls.
 *
 * <p>Source of the rules: MicrosoftDocs/azure-devops-docs, integrate/concepts/rate-limits.md; RFC 9110, section 10.2.3.
 */
package dev.patrol.azuredevops.pacing;
