package dev.patrol.policies;

import java.util.OptionalInt;

/**
 * How a policy of Azure DevOps stands.
 *
 * @param days the maximum that it sets, where it is about one
 */
public record OrganizationState(boolean on, OptionalInt days) {}
