package dev.patrol.scanner.policies;

import java.util.List;

/**
 * What came of judging an organization.
 *
 * @param violations findings that are open
 * @param unseen what could not be looked at, a sentence each
 */
public record PolicyAccount(int violations, List<String> unseen) {
    public PolicyAccount {
        unseen = List.copyOf(unseen);
    }
}
