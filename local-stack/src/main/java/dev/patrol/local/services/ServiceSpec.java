package dev.patrol.local.services;

import java.nio.file.Path;
import java.util.Map;

/**
 * A service as it is to be started.
 *
 * @param environment its settings, the port among them
 */
public record ServiceSpec(String name, Path jar, int port, Map<String, String> environment) {}
