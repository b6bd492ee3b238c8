package dev.patrol.scanner.policies;

import java.util.List;
import java.util.Map;

/**
 * What came of judging an organization.
 *
 * @param violations findings that are open
 * @param open the same with what could not be judged this time and was open before, by policy
 * @param unseen what could not be looked at, a sentence each
 */
public record PolicyAccount(int violations, Map<String, Integer> open, List<String> unseen) {
    public PolicyAccount {
        open = Map.copyOf(open);
        unseen = List.copyOf(unseen);
    }
}
