package dev.patrol.azuredevops;

/** A token that was just created, with its value, which Azure DevOps gives this once. */
public record IssuedToken(PersonalAccessToken token, TokenValue value) {}
