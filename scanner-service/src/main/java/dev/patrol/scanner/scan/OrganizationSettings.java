package dev.patrol.scanner.scan;

import dev.patrol.service.settings.AzureDevOpsSettings;
import io.smallrye.config.ConfigMapping;

/** The organization whose tokens are scanned. */
@ConfigMapping(prefix = "patrol.azure-devops")
public interface OrganizationSettings extends AzureDevOpsSettings {}
