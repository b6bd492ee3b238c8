package dev.patrol.azuredevops;

import java.util.Optional;
import java.util.UUID;

/**
 * Somebody's token as an administrator sees it ({@code SessionToken}, tokenAdmin/7.1). There is no date of last use.
 *
 * @param userId whose it is
 * @param isValid whether it is accepted; nothing says whether it expired or was revoked
 */
public record UserToken(PersonalAccessToken token, Optional<UUID> userId, boolean isValid) {}
