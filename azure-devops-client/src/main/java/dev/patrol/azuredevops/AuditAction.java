package dev.patrol.azuredevops;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * An action that the audit log knows ({@code AuditActionInfo}, audit/7.1).
 *
 * @param actionId for example {@code Token.PatCreateEvent}
 * @param category {@code modify}, {@code remove}, {@code create}, {@code access}, {@code execute} or {@code unknown}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AuditAction(String area, String category, String actionId) {}
