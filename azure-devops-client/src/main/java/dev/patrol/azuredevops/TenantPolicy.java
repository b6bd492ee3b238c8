package dev.patrol.azuredevops;

import java.util.Map;

/**
 * A policy of a tenant.
 *
 * @param on whether it holds
 * @param properties what it is about, as texts; lists are JSON in a text
 */
public record TenantPolicy(String name, boolean on, Map<String, String> properties) {
    public TenantPolicy {
        properties = Map.copyOf(properties);
    }
}
