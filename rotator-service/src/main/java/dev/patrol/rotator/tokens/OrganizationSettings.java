package dev.patrol.rotator.tokens;

import dev.patrol.service.settings.AzureDevOpsSettings;
import io.smallrye.config.ConfigMapping;

/** The organization whose tokens are rotated. */
@ConfigMapping(prefix = "patrol.azure-devops")
public interface OrganizationSettings extends AzureDevOpsSettings {}
