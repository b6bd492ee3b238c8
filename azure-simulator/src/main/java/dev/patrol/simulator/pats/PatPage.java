package dev.patrol.simulator.pats;

import java.util.List;

/**
 * A page of a list.
 *
 * @param continuationToken empty text on the last page
 */
public record PatPage(List<PatToken> tokens, String continuationToken) {}
