package dev.patrol.audit.organization;

import dev.patrol.service.settings.AzureDevOpsSettings;
import io.smallrye.config.ConfigMapping;

/** The organization whose audit log is followed. */
@ConfigMapping(prefix = "patrol.azure-devops")
public interface OrganizationSettings extends AzureDevOpsSettings {}
