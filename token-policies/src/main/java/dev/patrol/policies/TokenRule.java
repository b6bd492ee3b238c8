package dev.patrol.policies;

import java.util.Optional;

/** One policy over one token. What it says follows from the facts alone. */
interface TokenRule {
    Policy policy();

    /** Empty where the token is as the policy wants it, or where what it needs to know is not known. */
    Optional<Finding> judge(TokenFacts facts);
}
