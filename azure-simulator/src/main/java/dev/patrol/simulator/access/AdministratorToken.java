package dev.patrol.simulator.access;

import dev.patrol.simulator.Credential;
import dev.patrol.simulator.tenant.User;
import java.util.UUID;

/**
 * The token that may do everything in every organization and is no part of any list.
 *
 * @param user the service user, whose tokens the PAT lifecycle manages
 */
public record AdministratorToken(User user, UUID authorizationId, Credential value) {}
