package dev.patrol.local.demo;

import dev.patrol.model.token.Token;

/** A token of the demo as it is in the simulator. */
public record SeededToken(DemoToken wish, Token token) {}
